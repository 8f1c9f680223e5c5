<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>piuptime::presentation::DeviceCharts</name>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SoC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PMIC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clock capped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>soft limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>throttled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ARM clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power and throttling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under-voltage now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under-voltage since boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock capped now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock capped since boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled since boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft temp. limit now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft temp. limit since boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under-voltage last 2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EXT5V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under-voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Board power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File systems, used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wi-Fi signal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetCellText</name>
    <message>
        <source>under-voltage now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under-voltage since boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>throttled now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>throttled since boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on mains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This device does not tell whether its supply is good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: now %2, since boot %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under-voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 used</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Next attempt in %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetModel</name>
    <message>
        <source>No site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, %n device(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Formatting</name>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rpm</source>
        <comment>revolutions per minute</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <comment>minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>h</source>
        <comment>hours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d</source>
        <comment>days</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>an age such as 12 s</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Texts</name>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load, 1 minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load, 5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load, 15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU pressure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory pressure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I/O pressure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory, total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory, used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap, total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap, used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SoC temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PMIC temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zone temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU clock, requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ARM clock, measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Core voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttle bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under-voltage, last 2 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Board power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rail voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rail current</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RTC battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File system, size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File system, used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written since boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk, power-on time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written in its life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wi-Fi signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wi-Fi quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS charge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS current</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS runtime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On battery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rebooted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock jumped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under-voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On mains power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host key accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host key changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History has a gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boot ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boots from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bootloader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bootloader update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU governor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supply current, mA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>USB power delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>USB full current</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>USB over-current at boot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time synchronised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wi-Fi network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk end of life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No news for %1; the last values are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The supply voltage is too low right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The supply voltage dipped in the last two seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The supply voltage was too low at some time since boot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was throttled at some time since boot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CPU clock is capped right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CPU clock was capped at some time since boot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the soft temperature limit right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reached the soft temperature limit at some time since boot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The SoC is hot: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The 5 V input is low: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2 full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is mounted read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has used %2 of its rated life.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reports that it is failing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory is short: %1 used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS %1 runs on battery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS %1 runs on battery, %2 left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The battery of UPS %1 is low.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The battery of UPS %1 is low: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service %1 failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) failed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The clock is not synchronised; it is off by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fan stands still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fan %1 stands still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything measured is in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreachable, will try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked until you act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflicts with something that exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too much at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer made no sense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something failed on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the Pi has power and that the network between is not overloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check power, cable or Wi-Fi, the address, and that SSH is enabled on the Pi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the user name, and the key or password. Then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name or address for a typing mistake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the entry and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the existing entry, then decide which one to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the address belongs to a Pi and that its shell starts without printing anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again if it is still wanted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the log of this program for details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock capped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft temperature limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network UPS Tools (upsc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS HAT with INA219</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UPS HAT with MAX17040 or MAX17048</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PiSugar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
