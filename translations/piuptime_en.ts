<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>piuptime::presentation::Texts</name>
    <message numerus="yes">
        <source>%n service(s) failed.</source>
        <translation>
            <numerusform>%n service failed.</numerusform>
            <numerusform>%n services failed.</numerusform>
        </translation>
    </message>
</context>
</TS>
