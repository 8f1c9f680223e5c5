<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <source>Wait %n second(s).</source>
        <translation>
            <numerusform>Wait %n second.</numerusform>
            <numerusform>Wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WallPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerNotice</name>
    <message numerus="yes">
        <source>%n brokers are not connected</source>
        <translation>
            <numerusform>%n broker is not connected</numerusform>
            <numerusform>%n brokers are not connected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChoiceList</name>
    <message numerus="yes">
        <source>%n at a time, no more</source>
        <translation>
            <numerusform>%n at a time, no more</numerusform>
            <numerusform>%n at a time, no more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ComparePage</name>
    <message numerus="yes">
        <source>The first %1 of %n Pi(s) are compared</source>
        <translation>
            <numerusform>The first %1 of %n Pi are compared</numerusform>
            <numerusform>The first %1 of %n Pis are compared</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DeviceActions</name>
    <message numerus="yes">
        <source>%n Pi(s) added</source>
        <translation>
            <numerusform>%n Pi added</numerusform>
            <numerusform>%n Pis added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove these %n devices from the fleet?</source>
        <translation>
            <numerusform>Remove this device from the fleet?</numerusform>
            <numerusform>Remove these %n devices from the fleet?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetPage</name>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n out of date</source>
        <translation>
            <numerusform>%n out of date</numerusform>
            <numerusform>%n out of date</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::GatewayPage</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tried again</source>
        <translation>
            <numerusform>%Ln tried again</numerusform>
            <numerusform>%Ln tried again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::GatewayTrafficView</name>
    <message numerus="yes">
        <source>%Ln request(s) under way</source>
        <translation>
            <numerusform>%Ln request under way</numerusform>
            <numerusform>%Ln requests under way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) connected</source>
        <translation>
            <numerusform>%Ln client connected</numerusform>
            <numerusform>%Ln clients connected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::HostKeyDialog</name>
    <message numerus="yes">
        <source>If they are equal, type the last %n characters of the offered fingerprint.</source>
        <translation>
            <numerusform>If they are equal, type the last character of the offered fingerprint.</numerusform>
            <numerusform>If they are equal, type the last %n characters of the offered fingerprint.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::HostKeysDialog</name>
    <message numerus="yes">
        <source>%n host keys are not known yet</source>
        <translation>
            <numerusform>%n host key is not known yet</numerusform>
            <numerusform>%n host keys are not known yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trust %n chosen</source>
        <translation>
            <numerusform>Trust %n chosen</numerusform>
            <numerusform>Trust %n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refuse %n chosen</source>
        <translation>
            <numerusform>Refuse %n chosen</numerusform>
            <numerusform>Refuse %n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ImportDialog</name>
    <message numerus="yes">
        <source>Import %n</source>
        <translation>
            <numerusform>Import %n</numerusform>
            <numerusform>Import %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::MainWindow</name>
    <message numerus="yes">
        <source>%n reading(s) could not be kept.</source>
        <translation>
            <numerusform>%n reading could not be kept.</numerusform>
            <numerusform>%n readings could not be kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::QuestionCentre</name>
    <message numerus="yes">
        <source>%n questions wait for your answer</source>
        <translation>
            <numerusform>%n question waits for your answer</numerusform>
            <numerusform>%n questions wait for your answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown host key(s)</source>
        <translation>
            <numerusform>%n unknown host key</numerusform>
            <numerusform>%n unknown host keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s)</source>
        <translation>
            <numerusform>%n sign-in</numerusform>
            <numerusform>%n sign-ins</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) that may be seen twice</source>
        <translation>
            <numerusform>%n Pi that may be seen twice</numerusform>
            <numerusform>%n Pis that may be seen twice</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::StateChip</name>
    <message numerus="yes">
        <source>%1: %n device(s)</source>
        <translation>
            <numerusform>%1: %n device</numerusform>
            <numerusform>%1: %n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TimeAxis</name>
    <message numerus="yes">
        <source>From %1 to %2, %n event(s).</source>
        <translation>
            <numerusform>From %1 to %2, %n event.</numerusform>
            <numerusform>From %1 to %2, %n events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TimeChart</name>
    <message numerus="yes">
        <source>%n more not shown</source>
        <translation>
            <numerusform>%n more not shown</numerusform>
            <numerusform>%n more not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TrafficView</name>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln topic</numerusform>
            <numerusform>%Ln topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) of further topics are not shown</source>
        <translation>
            <numerusform>%Ln message of further topics is not shown</numerusform>
            <numerusform>%Ln messages of further topics are not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::HostReport</name>
    <message numerus="yes">
        <source>more than %n year(s)</source>
        <translation>
            <numerusform>more than %n year</numerusform>
            <numerusform>more than %n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetCellText</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetModel</name>
    <message numerus="yes">
        <source>%1, %n device(s)</source>
        <translation>
            <numerusform>%1, %n device</numerusform>
            <numerusform>%1, %n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetOverview</name>
    <message numerus="yes">
        <source>%n Pi(s) need help now</source>
        <translation>
            <numerusform>%n Pi needs help now</numerusform>
            <numerusform>%n Pis need help now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) need attention</source>
        <translation>
            <numerusform>%n Pi needs attention</numerusform>
            <numerusform>%n Pis need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) cannot be heard</source>
        <translation>
            <numerusform>%n Pi cannot be heard</numerusform>
            <numerusform>%n Pis cannot be heard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n Pi(s) are well</source>
        <translation>
            <numerusform>%n Pi is well</numerusform>
            <numerusform>All %n Pis are well</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::RankingTexts</name>
    <message numerus="yes">
        <source>%Ln measurement(s)</source>
        <translation>
            <numerusform>%Ln measurement</numerusform>
            <numerusform>%Ln measurements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Texts</name>
    <message numerus="yes">
        <source>%n service(s) failed.</source>
        <translation>
            <numerusform>%n service failed.</numerusform>
            <numerusform>%n services failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::WallModel</name>
    <message numerus="yes">
        <source>%n OK</source>
        <translation>
            <numerusform>%n OK</numerusform>
            <numerusform>%n OK</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n device(s)</source>
        <translation>
            <numerusform>%1, %n device</numerusform>
            <numerusform>%1, %n devices</numerusform>
        </translation>
    </message>
</context>
</TS>
