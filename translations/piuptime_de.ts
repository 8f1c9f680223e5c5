<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AcknowledgeButton</name>
    <message>
        <source>Acknowledge the alarm</source>
        <translation>Alarm quittieren</translation>
    </message>
</context>
<context>
    <name>ActionRow</name>
    <message>
        <source>Unlock to operate</source>
        <translation>Zum Bedienen entsperren</translation>
    </message>
    <message>
        <source>View only: no PIN is set</source>
        <translation>Nur ansehen: keine PIN gesetzt</translation>
    </message>
    <message>
        <source>Reboot</source>
        <translation>Neustart</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>Herunterfahren</translation>
    </message>
    <message>
        <source>Lock (%1 s)</source>
        <translation>Sperren (%1 s)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Asking the Pi …</source>
        <translation>Der Pi wird gefragt …</translation>
    </message>
</context>
<context>
    <name>DevicePage</name>
    <message>
        <source>Back to the fleet</source>
        <translation>Zurück zur Flotte</translation>
    </message>
    <message>
        <source>The Pi before</source>
        <translation>Voriger Pi</translation>
    </message>
    <message>
        <source>The next Pi</source>
        <translation>Nächster Pi</translation>
    </message>
</context>
<context>
    <name>EventRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>EventsPage</name>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Bisher ist nichts geschehen.</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>FindKey</name>
    <message>
        <source>Space</source>
        <translation>Leerzeichen</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Begins with …</source>
        <translation>Beginnt mit …</translation>
    </message>
    <message>
        <source>Take the last key back</source>
        <translation>Letzte Taste zurücknehmen</translation>
    </message>
    <message>
        <source>No Pis yet</source>
        <translation>Noch keine Pis</translation>
    </message>
</context>
<context>
    <name>GatewayPage</name>
    <message>
        <source>A gateway is one guarded door to the services on the Pis. It runs once its configuration is put into use at a desk, or with piuptimectl gateway apply.</source>
        <translation>Ein Gateway ist eine bewachte Tür zu den Diensten auf den Pis. Es läuft, sobald seine Konfiguration am Schreibtisch oder mit piuptimectl gateway apply in Gebrauch genommen wird.</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>Upstreams</translation>
    </message>
</context>
<context>
    <name>GraphGrid</name>
    <message>
        <source>Show a shorter time</source>
        <translation>Kürzere Zeit zeigen</translation>
    </message>
    <message>
        <source>Show a longer time</source>
        <translation>Längere Zeit zeigen</translation>
    </message>
    <message>
        <source>Back in time</source>
        <translation>Zurück in der Zeit</translation>
    </message>
    <message>
        <source>Forward in time</source>
        <translation>Vor in der Zeit</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>GraphPanel</name>
    <message>
        <source>Reading the history …</source>
        <translation>Der Verlauf wird gelesen …</translation>
    </message>
    <message>
        <source>Nothing was measured in this time.</source>
        <translation>In dieser Zeit wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>%1, hold to confirm</source>
        <translation>%1, zum Bestätigen halten</translation>
    </message>
    <message>
        <source>Hold …</source>
        <translation>Halten …</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Pi Uptime</source>
        <translation>Pi Uptime</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>This Pi</source>
        <translation>Dieser Pi</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
</context>
<context>
    <name>Peek</name>
    <message>
        <source>Open with graphs</source>
        <translation>Mit Verläufen öffnen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <source>Wait %n second(s).</source>
        <translation>
            <numerusform>%n Sekunde warten.</numerusform>
            <numerusform>%n Sekunden warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>New PIN for operating, 4 to 12 digits</source>
        <translation>Neue PIN zum Bedienen, 4 bis 12 Ziffern</translation>
    </message>
    <message>
        <source>New PIN for acknowledging, 4 to 12 digits</source>
        <translation>Neue PIN zum Bestätigen, 4 bis 12 Ziffern</translation>
    </message>
    <message>
        <source>PIN for operating</source>
        <translation>PIN zum Bedienen</translation>
    </message>
    <message>
        <source>PIN for acknowledging</source>
        <translation>PIN zum Bestätigen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingeben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>RestartButton</name>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Unlock to change settings</source>
        <translation>Zum Ändern entsperren</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>By the hour</source>
        <translation>Nach Tageszeit</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Nacht</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Read from a distance of</source>
        <translation>Gelesen aus einer Entfernung von</translation>
    </message>
    <message>
        <source>%L1 m</source>
        <translation>%L1 m</translation>
    </message>
    <message>
        <source>Turn pages every</source>
        <translation>Seiten wechseln alle</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>15 s</source>
        <translation>15 s</translation>
    </message>
    <message>
        <source>30 s</source>
        <translation>30 s</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>Go dark when nobody touched it for</source>
        <translation>Dunkel werden, wenn niemand es berührt hat seit</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Brightness at night</source>
        <translation>Helligkeit bei Nacht</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Sound for alarms</source>
        <translation>Ton bei Alarm</translation>
    </message>
    <message>
        <source>Sound for alarms. %1</source>
        <translation>Ton bei Alarm. %1</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Change the PIN for operating</source>
        <translation>PIN zum Bedienen ändern</translation>
    </message>
    <message>
        <source>Change the PIN for acknowledging</source>
        <translation>PIN zum Bestätigen ändern</translation>
    </message>
    <message>
        <source>Remove the PIN for acknowledging</source>
        <translation>PIN zum Bestätigen entfernen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>No PIN is set, so this screen shows Pis and does nothing to them. To set one, type on this Pi, as the user who runs the screen:</source>
        <translation>Es ist keine PIN gesetzt, also zeigt dieser Bildschirm Pis und tut nichts an ihnen. Zum Setzen auf diesem Pi als der Benutzer eingeben, unter dem der Bildschirm läuft:</translation>
    </message>
    <message>
        <source>Night from and to: the same, so there is none</source>
        <translation>Nacht von und bis: gleich, also gibt es keine</translation>
    </message>
    <message>
        <source>Night from and to</source>
        <translation>Nacht von und bis</translation>
    </message>
    <message>
        <source>Night begins earlier</source>
        <translation>Nacht beginnt früher</translation>
    </message>
    <message>
        <source>Night begins later</source>
        <translation>Nacht beginnt später</translation>
    </message>
    <message>
        <source>Night ends earlier</source>
        <translation>Nacht endet früher</translation>
    </message>
    <message>
        <source>Night ends later</source>
        <translation>Nacht endet später</translation>
    </message>
</context>
<context>
    <name>SummaryBar</name>
    <message>
        <source>Acknowledge</source>
        <translation>Bestätigen</translation>
    </message>
</context>
<context>
    <name>ThisPiPage</name>
    <message>
        <source>This machine is not part of the fleet.</source>
        <translation>Diese Maschine gehört nicht zur Flotte.</translation>
    </message>
</context>
<context>
    <name>WallPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>No Pis yet</source>
        <translation>Noch keine Pis</translation>
    </message>
    <message>
        <source>Add them in the console on a desk, or write them into piuptime.toml. Pis with the agent appear by themselves.</source>
        <translation>Sie in der Konsole am Schreibtisch hinzufügen oder in piuptime.toml schreiben. Pis mit dem Agenten erscheinen von selbst.</translation>
    </message>
</context>
<context>
    <name>piuptime::ctl</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>%1 jetzt</translation>
    </message>
    <message>
        <source>%1 since boot</source>
        <translation>%1 seit Start</translation>
    </message>
    <message>
        <source>%1 (%2): %3, read %4
</source>
        <translation>%1 (%2): %3, gelesen %4
</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Angabe</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Temp.</source>
        <translation>Temp.</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>That was not accepted. </source>
        <translation>Das wurde nicht akzeptiert. </translation>
    </message>
    <message>
        <source>The host key of %1 is not known yet.
  %2 %3
Compare it on the Pi: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub
Trust this key from now on? [y/N] </source>
        <translation>Der Host-Schlüssel von %1 ist noch nicht bekannt.
  %2 %3
Auf dem Pi vergleichen: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub
Diesem Schlüssel ab jetzt vertrauen? [y/N] </translation>
    </message>
    <message>
        <source>Password of %1: </source>
        <translation>Passwort von %1: </translation>
    </message>
    <message>
        <source>Passphrase of the key %1: </source>
        <translation>Passphrase des Schlüssels %1: </translation>
    </message>
    <message>
        <source>%1 asks: </source>
        <translation>%1 fragt: </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>A verified copy of the history is in %1.</source>
        <translation>Eine geprüfte Kopie des Verlaufs liegt in %1.</translation>
    </message>
    <message>
        <source>Put %1 in the place of the history? The present one is kept aside. [y/N] </source>
        <translation>%1 an die Stelle des Verlaufs setzen? Der jetzige wird aufgehoben. [ja/Nein] </translation>
    </message>
    <message>
        <source>The history is restored.</source>
        <translation>Der Verlauf ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>The history is restored; the one before is in %1.</source>
        <translation>Der Verlauf ist wiederhergestellt; der vorige liegt in %1.</translation>
    </message>
    <message>
        <source>Choose a passphrase for the file with stored passwords: </source>
        <translation>Passphrase für die Datei mit gespeicherten Passwörtern wählen: </translation>
    </message>
    <message>
        <source>Passphrase of the file with stored passwords: </source>
        <translation>Passphrase der Datei mit gespeicherten Passwörtern: </translation>
    </message>
    <message>
        <source>The password is stored in %1.</source>
        <translation>Das Passwort ist gespeichert in: %1.</translation>
    </message>
    <message>
        <source>Lines read: %1. Readings: %2, values: %3, facts: %4, events: %5.</source>
        <translation>Gelesene Zeilen: %1. Messungen: %2, Werte: %3, Angaben: %4, Ereignisse: %5.</translation>
    </message>
    <message>
        <source>Values of unknown names, not stored: %1</source>
        <translation>Werte mit unbekannten Namen, nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Readings that came too late and may be missing: %1. Sort the file by time.</source>
        <translation>Messungen, die zu spät kamen und fehlen können: %1. Die Datei nach Zeit sortieren.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Further lines that are not valid: %1</source>
        <translation>Weitere ungültige Zeilen: %1</translation>
    </message>
    <message>
        <source>Stopped there; what came before is stored.</source>
        <translation>Dort abgebrochen; was davor kam, ist gespeichert.</translation>
    </message>
    <message>
        <source>Values, facts and events left out, since the format cannot carry it: %1</source>
        <translation>Werte, Angaben und Ereignisse, die das Format nicht fassen kann, weggelassen: %1</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>New PIN, 4 to 12 digits: </source>
        <translation>Neue PIN, 4 bis 12 Ziffern: </translation>
    </message>
    <message>
        <source>The same PIN again: </source>
        <translation>Dieselbe PIN noch einmal: </translation>
    </message>
    <message>
        <source>The PIN for operating is set, in %1.</source>
        <translation>Die PIN zum Bedienen ist gesetzt, in %1.</translation>
    </message>
    <message>
        <source>The PIN for acknowledging is set, in %1.</source>
        <translation>Die PIN zum Quittieren ist gesetzt, in %1.</translation>
    </message>
    <message>
        <source>No PIN is set any more: the screen shows Pis and does nothing to them.</source>
        <translation>Es ist keine PIN mehr gesetzt: Der Bildschirm zeigt Pis und tut nichts an ihnen.</translation>
    </message>
    <message>
        <source>Acknowledging takes the PIN for operating now.</source>
        <translation>Zum Quittieren braucht es jetzt die PIN zum Bedienen.</translation>
    </message>
    <message>
        <source>A PIN for operating is set.</source>
        <translation>Eine PIN zum Bedienen ist gesetzt.</translation>
    </message>
    <message>
        <source>No PIN for operating is set.</source>
        <translation>Es ist keine PIN zum Bedienen gesetzt.</translation>
    </message>
    <message>
        <source>A PIN for acknowledging is set.</source>
        <translation>Eine PIN zum Quittieren ist gesetzt.</translation>
    </message>
    <message>
        <source>No PIN for acknowledging is set.</source>
        <translation>Es ist keine PIN zum Quittieren gesetzt.</translation>
    </message>
    <message>
        <source>Its file is not what is in use: %1</source>
        <translation>In Gebrauch ist nicht, was in seiner Datei steht: %1</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Answered by upstreams</source>
        <translation>Von Upstreams beantwortet</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Nimmt</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Breaker</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 in Gebrauch</translation>
    </message>
    <message>
        <source>It is what is in use.</source>
        <translation>Genau das ist in Gebrauch.</translation>
    </message>
    <message>
        <source>Version %1 is in use.</source>
        <translation>Version %1 ist in Gebrauch.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Also by</source>
        <translation>Auch durch</translation>
    </message>
    <message>
        <source>The key %1 is in use. It is not shown again:</source>
        <translation>Der Schlüssel %1 ist in Gebrauch. Er wird nicht noch einmal gezeigt:</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>%1 gets no access.</source>
        <translation>%1 bekommt keinen Zugang.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop</name>
    <message>
        <source>Pi Uptime cannot start</source>
        <translation>Pi Uptime kann nicht starten</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::AboutDialog</name>
    <message>
        <source>Pi Uptime</source>
        <translation>Pi Uptime</translation>
    </message>
    <message>
        <source>Keeps fleets of Raspberry Pis up, and says why when one goes down.</source>
        <translation>Hält Flotten von Raspberry Pis am Laufen und sagt, warum einer ausfällt.</translation>
    </message>
    <message>
        <source>Version %1. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Version %1. Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::AccessView</name>
    <message>
        <source>Nobody has asked for access</source>
        <translation>Niemand hat um Zugang gebeten</translation>
    </message>
    <message>
        <source>With a [portal] in the configuration there are pages for developers, on which they can ask; whoever does appears here.</source>
        <translation>Mit einem [portal] in der Konfiguration gibt es Seiten für Entwickler, auf denen sie fragen können; wer das tut, erscheint hier.</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Ablehnen …</translation>
    </message>
    <message>
        <source>Give access…</source>
        <translation>Zugang geben …</translation>
    </message>
    <message>
        <source>Decided by %1.</source>
        <translation>Entschieden von %1.</translation>
    </message>
    <message>
        <source>Decided by %1: %2</source>
        <translation>Entschieden von %1: %2</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::AccountsDialog</name>
    <message>
        <source>Agents of Pi Uptime</source>
        <translation>Agenten von Pi Uptime</translation>
    </message>
    <message>
        <source>Other programs, such as Telegraf</source>
        <translation>Andere Programme, etwa Telegraf</translation>
    </message>
    <message>
        <source>Another console</source>
        <translation>Eine andere Konsole</translation>
    </message>
    <message>
        <source>Sign in to the broker on this computer</source>
        <translation>Anmeldung am Broker auf diesem Rechner</translation>
    </message>
    <message>
        <source>At port %1 of this computer, over TLS. Programs must trust the authority in this file; the console gives it to agents that it installs.</source>
        <translation>An Port %1 dieses Rechners, über TLS. Programme müssen der Zertifizierungsstelle in dieser Datei vertrauen; Agenten, die die Konsole installiert, bekommen sie von ihr.</translation>
    </message>
    <message>
        <source>File of the authority</source>
        <translation>Datei der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy the password</source>
        <translation>Passwort kopieren</translation>
    </message>
    <message>
        <source>Copy the password of %1</source>
        <translation>Passwort von %1 kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::AttachDialog</name>
    <message>
        <source>Where does %1 measure?</source>
        <translation>Wo misst %1?</translation>
    </message>
    <message>
        <source>Attach a sensor</source>
        <translation>Sensor zuordnen</translation>
    </message>
    <message>
        <source>What it measures is shown with the Pis around which it measures, also what it measured before.</source>
        <translation>Was er misst, wird bei den Pis gezeigt, um die herum er misst, auch was er vorher gemessen hat.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>&amp;Sensor</source>
        <translation>&amp;Sensor</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>such as Harbour</source>
        <translation>etwa Hafen</translation>
    </message>
    <message>
        <source>Around &amp;one Pi:</source>
        <translation>Um &amp;einen Pi herum:</translation>
    </message>
    <message>
        <source>Around &amp;all Pis of a site:</source>
        <translation>Um &amp;alle Pis eines Standorts herum:</translation>
    </message>
    <message>
        <source>&amp;Nowhere: it stands for itself</source>
        <translation>&amp;Nirgends: er steht für sich</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BindingActions</name>
    <message>
        <source>The topic could not be bound</source>
        <translation>Das Topic konnte nicht verwendet werden</translation>
    </message>
    <message>
        <source>No longer use %1?</source>
        <translation>%1 nicht mehr verwenden?</translation>
    </message>
    <message>
        <source>It is no longer read as %1. What was stored of it stays.</source>
        <translation>Es wird nicht mehr als „%1“ gelesen. Was davon gespeichert ist, bleibt.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>What is bound could not be removed</source>
        <translation>Die Zuordnung konnte nicht entfernt werden</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BindingDialog</name>
    <message>
        <source>Use this topic</source>
        <translation>Dieses Topic verwenden</translation>
    </message>
    <message>
        <source>What is bound by hand</source>
        <translation>Von Hand zugeordnet</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Latest payload</source>
        <translation>Letzter Inhalt</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>now</source>
        <comment>the value of a topic</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Values in the payload</source>
        <translation>Werte im Inhalt</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Unit in the message</source>
        <translation>Einheit in der Nachricht</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>&amp;Quantity</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Unit sent</source>
        <translation>Ein&amp;heit der Nachricht</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Umrechnung</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>one of the fleet, or a new name</source>
        <translation>eines der Flotte oder ein neuer Name</translation>
    </message>
    <message>
        <source>Name of the value</source>
        <translation>Name des Werts</translation>
    </message>
    <message>
        <source>where there are several, such as top shelf</source>
        <translation>bei mehreren, etwa oberes Fach</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>Ge&amp;rät</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>the payload as a whole</source>
        <translation>der ganze Inhalt</translation>
    </message>
    <message>
        <source>another</source>
        <translation>eine andere</translation>
    </message>
    <message>
        <source>Scale and offset are numbers, and the scale is not 0</source>
        <translation>Faktor und Versatz sind Zahlen, und der Faktor ist nicht 0</translation>
    </message>
    <message>
        <source>Waiting for the next message</source>
        <translation>Wartet auf die nächste Nachricht</translation>
    </message>
    <message>
        <source>Kept by the broker, nobody knows since when</source>
        <translation>Vom Broker aufbewahrt, niemand weiß seit wann</translation>
    </message>
    <message>
        <source>Came %1</source>
        <translation>Gekommen %1</translation>
    </message>
    <message>
        <source>Name the device to which it belongs.</source>
        <translation>Nennen Sie das Gerät, zu dem es gehört.</translation>
    </message>
    <message>
        <source>Shown with %1.</source>
        <translation>Wird bei %1 gezeigt.</translation>
    </message>
    <message>
        <source>Makes the new sensor %1.</source>
        <translation>Legt den neuen Sensor %1 an.</translation>
    </message>
    <message>
        <source>Makes the new Pi %1.</source>
        <translation>Legt den neuen Pi %1 an.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BindingsView</name>
    <message>
        <source>Nothing is bound by hand</source>
        <translation>Nichts ist von Hand zugeordnet</translation>
    </message>
    <message>
        <source>A topic that nobody knows can be used all the same: choose it among the topics, and say what its value is.</source>
        <translation>Auch ein Topic, das niemand kennt, lässt sich verwenden: wählen Sie es unter den Topics und sagen Sie, was sein Wert ist.</translation>
    </message>
    <message>
        <source>Bound by hand</source>
        <translation>Von Hand zugeordnet</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerActions</name>
    <message>
        <source>The broker could not be saved</source>
        <translation>Der Broker konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Remove the broker %1?</source>
        <translation>Den Broker %1 entfernen?</translation>
    </message>
    <message>
        <source>It is no longer listened to. Pis that report over it stay in the fleet with their history, and go silent unless they are reached in another way.</source>
        <translation>Er wird nicht mehr abgehört. Pis, die sich über ihn melden, bleiben mit ihrem Verlauf in der Flotte und verstummen, wenn sie nicht anders zu erreichen sind.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The broker could not be removed</source>
        <translation>Der Broker konnte nicht entfernt werden</translation>
    </message>
    <message>
        <source>What is bound by hand of its topics is forgotten.</source>
        <translation>Was von seinen Topics von Hand zugeordnet ist, wird vergessen.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerDialog</name>
    <message>
        <source>Add a broker</source>
        <translation>Broker hinzufügen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>&amp;Listen to this broker</source>
        <translation>Diesen Broker ab&amp;hören</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>broker.example, or 192.168.1.5:1884, 192.168.1.6:1884</source>
        <translation>broker.example oder 192.168.1.5:1884, 192.168.1.6:1884</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>the host, if left empty</source>
        <translation>leer: der Rechnername</translation>
    </message>
    <message>
        <source>Encr&amp;ypt with TLS</source>
        <translation>Mit &amp;TLS verschlüsseln</translation>
    </message>
    <message>
        <source>A&amp;uthority</source>
        <translation>Z&amp;ertifizierungsstelle</translation>
    </message>
    <message>
        <source>those the system trusts, if left empty</source>
        <translation>leer: denen das System vertraut</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>&amp;Zertifikat</translation>
    </message>
    <message>
        <source>none, or a PEM file</source>
        <translation>keines oder eine PEM-Datei</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>that of the certificate</source>
        <translation>der zum Zertifikat gehört</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>none, if left empty</source>
        <translation>leer: keiner</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>T&amp;opic of agents</source>
        <translation>T&amp;opic der Agenten</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>&amp;Read what other programs publish, such as Telegraf or Tasmota</source>
        <translation>Auch andere Programme &amp;lesen, etwa Telegraf oder Tasmota</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Datei wählen: %1</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Consoles with the same group share the readings between them; without one, this console reads everything.</source>
        <translation>Konsolen mit derselben Gruppe teilen sich die Messungen; ohne Gruppe liest diese Konsole alles.</translation>
    </message>
    <message>
        <source>none without a user</source>
        <translation>ohne Benutzer keines</translation>
    </message>
    <message>
        <source>as before, if left empty</source>
        <translation>leer: wie bisher</translation>
    </message>
    <message>
        <source>Without TLS, user and password cross the network readable.</source>
        <translation>Ohne TLS gehen Benutzer und Passwort lesbar durchs Netz.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerList</name>
    <message>
        <source>Brokers</source>
        <translation>Broker</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerNotice</name>
    <message>
        <source>The broker %1 is not connected</source>
        <translation>Der Broker %1 ist nicht verbunden</translation>
    </message>
    <message numerus="yes">
        <source>%n brokers are not connected</source>
        <translation>
            <numerusform>%n Broker ist nicht verbunden</numerusform>
            <numerusform>%n Broker sind nicht verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokersPage</name>
    <message>
        <source>Brokers</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Command key…</source>
        <translation>Befehlsschlüssel…</translation>
    </message>
    <message>
        <source>By which agents know the commands of this console</source>
        <translation>Daran erkennen Agenten die Befehle dieser Konsole</translation>
    </message>
    <message>
        <source>Add a broker…</source>
        <translation>Broker hinzufügen…</translation>
    </message>
    <message>
        <source>No broker yet</source>
        <translation>Noch kein Broker</translation>
    </message>
    <message>
        <source>Pis that cannot be reached over SSH report by themselves over an MQTT broker, with piuptime-agent or with what they run already, such as Telegraf, Tasmota or Home Assistant. Name the broker, and they appear in the fleet.</source>
        <translation>Pis, die per SSH nicht zu erreichen sind, melden sich selbst über einen MQTT-Broker: mit piuptime-agent oder mit dem, was auf ihnen schon läuft, etwa Telegraf, Tasmota oder Home Assistant. Den Broker nennen, und sie erscheinen in der Flotte.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Topics of this broker</source>
        <translation>Topics dieses Brokers</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Bound by hand</source>
        <translation>Von Hand zugeordnet</translation>
    </message>
    <message>
        <source>Bound by hand (%L1)</source>
        <translation>Von Hand zugeordnet (%L1)</translation>
    </message>
    <message>
        <source>Run one here…</source>
        <translation>Einen hier betreiben …</translation>
    </message>
    <message>
        <source>A broker on this computer, run by this console</source>
        <translation>Ein Broker auf diesem Rechner, von dieser Konsole betrieben</translation>
    </message>
    <message>
        <source>Run one on this computer…</source>
        <translation>Einen auf diesem Rechner betreiben …</translation>
    </message>
    <message>
        <source>Accounts…</source>
        <translation>Konten …</translation>
    </message>
    <message>
        <source>run by this console at port %1</source>
        <translation>von dieser Konsole an Port %1 betrieben</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::CadenceDialog</name>
    <message>
        <source>How often %1 measures</source>
        <translation>Wie oft %1 misst</translation>
    </message>
    <message>
        <source>The agent on the Pi keeps to this interval until it starts anew. A short one shows more and costs more of a thin link.</source>
        <translation>Der Agent auf dem Pi hält diesen Abstand ein, bis er neu startet. Ein kurzer zeigt mehr und kostet mehr auf einer schmalen Leitung.</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>Measuring interval in seconds</source>
        <translation>Messabstand in Sekunden</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>&amp;Abstand</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChangeDialog</name>
    <message>
        <source>Requests under way are served to their end; new ones go by the new configuration at once.</source>
        <translation>Laufende Anfragen werden zu Ende bedient; neue richten sich sofort nach der neuen Konfiguration.</translation>
    </message>
    <message>
        <source>Why, for those who look at the versions later</source>
        <translation>Warum, für alle, die später die Versionen ansehen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChartExport</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>The picture is in the clipboard</source>
        <translation>Das Bild ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Could not be saved</source>
        <translation>Konnte nicht gespeichert werden</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChartStack</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Loading the history</source>
        <translation>Der Verlauf wird geladen</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>Der Verlauf ist nicht lesbar</translation>
    </message>
    <message>
        <source>No history yet</source>
        <translation>Noch kein Verlauf</translation>
    </message>
    <message>
        <source>Nothing was measured in this time</source>
        <translation>In dieser Zeit wurde nichts gemessen</translation>
    </message>
    <message>
        <source>Graphs appear here with the first reading of this Pi.</source>
        <translation>Diagramme erscheinen hier mit der ersten Messung dieses Pi.</translation>
    </message>
    <message>
        <source>Choose a longer range to see older measurements.</source>
        <translation>Ein längerer Zeitraum zeigt ältere Messungen.</translation>
    </message>
    <message>
        <source>Co&amp;mpare with other Pis…</source>
        <translation>&amp;Mit anderen Pis vergleichen…</translation>
    </message>
    <message>
        <source>&amp;Copy the picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save the picture…</source>
        <translation>Bild &amp;speichern…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>&amp;Export the data…</source>
        <translation>Daten &amp;exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export the data</source>
        <translation>Daten exportieren</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChartToolbar</name>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>What is drawn behind the lines</source>
        <translation>Was hinter den Linien gezeichnet wird</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Which time zone the axis shows</source>
        <translation>Welche Zeitzone die Achse zeigt</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Compare, copy, save and export</source>
        <translation>Vergleichen, kopieren, speichern und exportieren</translation>
    </message>
    <message>
        <source>This computer (%1)</source>
        <translation>Dieser Rechner (%1)</translation>
    </message>
    <message>
        <source>Another time zone…</source>
        <translation>Andere Zeitzone…</translation>
    </message>
    <message>
        <source>Show times as in:</source>
        <translation>Zeiten zeigen wie in:</translation>
    </message>
    <message>
        <source>Following the present</source>
        <translation>Folgt der Gegenwart</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Shown is what was loaded before. %1</source>
        <translation>Zu sehen ist, was vorher geladen war. %1</translation>
    </message>
    <message>
        <source>Loading details</source>
        <translation>Einzelheiten werden geladen</translation>
    </message>
    <message>
        <source>Nothing was measured in this time</source>
        <translation>In dieser Zeit wurde nichts gemessen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChoiceList</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>Suchen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n at a time, no more</source>
        <translation>
            <numerusform>%n gleichzeitig, nicht mehr</numerusform>
            <numerusform>%n gleichzeitig, nicht mehr</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Drag a heading in the table to move its column.</source>
        <translation>Eine Überschrift in der Tabelle ziehen, um die Spalte zu verschieben.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::CommandKeyDialog</name>
    <message>
        <source>Let agents obey this console</source>
        <translation>Agenten dieser Konsole gehorchen lassen</translation>
    </message>
    <message>
        <source>Add this public key to keys under [commands] in the agent.toml of each Pi that shall restart services, reboot or shut down when this console asks; an agent obeys nobody until then.</source>
        <translation>Diesen öffentlichen Schlüssel in der agent.toml jedes Pis, der auf Bitte dieser Konsole Dienste neu starten, booten oder herunterfahren soll, unter [commands] bei keys eintragen; bis dahin gehorcht ein Agent niemandem.</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ComparePage</name>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>Noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Tick some Pis and what to compare on the left.</source>
        <translation>Links Pis ankreuzen und was verglichen werden soll.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Pis</source>
        <translation>Pis</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Messgrößen</translation>
    </message>
    <message numerus="yes">
        <source>The first %1 of %n Pi(s) are compared</source>
        <translation>
            <numerusform>Verglichen werden die ersten %1 von %n Pi</numerusform>
            <numerusform>Verglichen werden die ersten %1 von %n Pis</numerusform>
        </translation>
    </message>
    <message>
        <source>More lines on one axis could not be told apart. Tick others on the left in their place.</source>
        <translation>Mehr Linien auf einer Achse wären nicht zu unterscheiden. Links lassen sich an ihrer Stelle andere ankreuzen.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ConfigView</name>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>listen = [&quot;0.0.0.0:8080&quot;]</source>
        <translation>listen = [&quot;0.0.0.0:8080&quot;]</translation>
    </message>
    <message>
        <source>Load what is in use</source>
        <translation>Laden, was in Gebrauch ist</translation>
    </message>
    <message>
        <source>Check and put into use…</source>
        <translation>Prüfen und in Gebrauch nehmen …</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>None is known</source>
        <translation>Keine bekannt</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>No version yet</source>
        <translation>Noch keine Version</translation>
    </message>
    <message>
        <source>Compare with what is in use…</source>
        <translation>Mit der in Gebrauch vergleichen …</translation>
    </message>
    <message>
        <source>Version %1 was put into use meanwhile; this is based on version %2.</source>
        <translation>Inzwischen wurde Version %1 in Gebrauch genommen; dies hier beruht auf Version %2.</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 in Gebrauch</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>It cannot be put into use as it is.</source>
        <translation>So kann es nicht in Gebrauch genommen werden.</translation>
    </message>
    <message>
        <source>It is what is in use.</source>
        <translation>Genau das ist in Gebrauch.</translation>
    </message>
    <message>
        <source>Put this configuration into use?</source>
        <translation>Diese Konfiguration in Gebrauch nehmen?</translation>
    </message>
    <message>
        <source>Put into use</source>
        <translation>In Gebrauch nehmen</translation>
    </message>
    <message>
        <source>Version %1 is in use.</source>
        <translation>Version %1 ist in Gebrauch.</translation>
    </message>
    <message>
        <source>Version %1 says the same as what is in use.</source>
        <translation>In Version %1 steht dasselbe wie in der in Gebrauch.</translation>
    </message>
    <message>
        <source>Go back to version %1?</source>
        <translation>Zu Version %1 zurückkehren?</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückkehren</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ConnectionNotice</name>
    <message>
        <source>This Pi waits for your answer</source>
        <translation>Dieser Pi wartet auf eine Antwort</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Antworten…</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ConsumersView</name>
    <message>
        <source>Consumers</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Also known by</source>
        <translation>Auch erkannt an</translation>
    </message>
    <message>
        <source>Nobody is known by name</source>
        <translation>Niemand ist mit Namen bekannt</translation>
    </message>
    <message>
        <source>Name who may ask, under [[consumer]] in the configuration; what a route asks for is said under [route.access].</source>
        <translation>Nennen Sie unter [[consumer]] in der Konfiguration, wer anfragen darf; was eine Route verlangt, steht unter [route.access].</translation>
    </message>
    <message>
        <source>Revoke the key…</source>
        <translation>Schlüssel widerrufen …</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel …</translation>
    </message>
    <message>
        <source>Revoke the key %1 of %2?</source>
        <translation>Den Schlüssel %1 von %2 widerrufen?</translation>
    </message>
    <message>
        <source>Whoever uses it is turned away from now on. Going back to an earlier version of the configuration makes it good again.</source>
        <translation>Wer ihn benutzt, wird von jetzt an abgewiesen. Die Rückkehr zu einer früheren Version der Konfiguration macht ihn wieder gültig.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>It is revoked.</source>
        <translation>Er ist widerrufen.</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>unbegrenzt</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DecisionSheet</name>
    <message>
        <source>Give %1 access to %2?</source>
        <translation>%1 Zugang zu %2 geben?</translation>
    </message>
    <message>
        <source>Refuse %1 access to %2?</source>
        <translation>%1 den Zugang zu %2 verweigern?</translation>
    </message>
    <message>
        <source>A new version of the configuration will know the key that was shown when asking. Going back to an earlier one takes the access away again.</source>
        <translation>Eine neue Version der Konfiguration wird den Schlüssel kennen, der beim Fragen gezeigt wurde. Eine frühere Version nimmt den Zugang wieder weg.</translation>
    </message>
    <message>
        <source>Whoever asked is told so, with the reason, when they look.</source>
        <translation>Wer gefragt hat, erfährt es mit dem Grund, sobald er nachsieht.</translation>
    </message>
    <message>
        <source>Scopes, with spaces between them</source>
        <translation>Scopes, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>The reason, if it is to be told</source>
        <translation>Der Grund, falls er genannt werden soll</translation>
    </message>
    <message>
        <source>Give access</source>
        <translation>Zugang geben</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>%1 has access now.</source>
        <translation>%1 hat jetzt Zugang.</translation>
    </message>
    <message>
        <source>%1 gets no access.</source>
        <translation>%1 bekommt keinen Zugang.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DeviceActions</name>
    <message>
        <source>Import a list of Pis</source>
        <translation>Liste von Pis importieren</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1 ließ sich nicht lesen</translation>
    </message>
    <message>
        <source>The devices could not be saved</source>
        <translation>Die Geräte ließen sich nicht speichern</translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) added</source>
        <translation>
            <numerusform>%n Pi hinzugefügt</numerusform>
            <numerusform>%n Pis hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1 from the fleet?</source>
        <translation>%1 aus der Flotte entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Remove these %n devices from the fleet?</source>
        <translation>
            <numerusform>Dieses Gerät aus der Flotte entfernen?</numerusform>
            <numerusform>Diese %n Geräte aus der Flotte entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>It will no longer be watched. Its history stays on this computer.</source>
        <translation>Es wird nicht mehr überwacht. Der Verlauf bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The devices could not be removed</source>
        <translation>Die Geräte ließen sich nicht entfernen</translation>
    </message>
    <message>
        <source>%1 was restarted</source>
        <translation>%1 wurde neu gestartet</translation>
    </message>
    <message>
        <source>Reboot %1?</source>
        <translation>%1 neu starten?</translation>
    </message>
    <message>
        <source>%1 (%2) stops everything it runs and starts again. That takes about a minute.</source>
        <translation>%1 (%2) beendet alles, was läuft, und startet neu. Das dauert etwa eine Minute.</translation>
    </message>
    <message>
        <source>Reboot</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Reboot started</source>
        <translation>Neustart ausgelöst</translation>
    </message>
    <message>
        <source>Shut down %1?</source>
        <translation>%1 herunterfahren?</translation>
    </message>
    <message>
        <source>%1 (%2) stops and stays off until somebody switches its power off and on again.</source>
        <translation>%1 (%2) fährt herunter und bleibt aus, bis jemand die Stromversorgung aus- und wieder einschaltet.</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>Herunterfahren</translation>
    </message>
    <message>
        <source>Shutdown started</source>
        <translation>Herunterfahren ausgelöst</translation>
    </message>
    <message>
        <source>%1: the action could not be done</source>
        <translation>%1: Die Aktion ließ sich nicht ausführen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: the action failed with status %2</source>
        <translation>%1: Die Aktion endete mit Status %2</translation>
    </message>
    <message>
        <source>The Pi gave no reason. The user may lack the right to do it (sudo).</source>
        <translation>Der Pi nannte keinen Grund. Vielleicht fehlt dem Benutzer das Recht dazu (sudo).</translation>
    </message>
    <message>
        <source>No terminal program was found</source>
        <translation>Kein Terminalprogramm gefunden</translation>
    </message>
    <message>
        <source>Install one, or name yours in the environment variable TERMINAL.</source>
        <translation>Eines installieren oder das eigene in der Umgebungsvariablen TERMINAL angeben.</translation>
    </message>
    <message>
        <source>%1 could not be started</source>
        <translation>%1 ließ sich nicht starten</translation>
    </message>
    <message>
        <source>The new host key of %1 is trusted</source>
        <translation>Dem neuen Host-Schlüssel von %1 wird vertraut</translation>
    </message>
    <message>
        <source>The host key of %1 could not be replaced</source>
        <translation>Der Host-Schlüssel von %1 ließ sich nicht ersetzen</translation>
    </message>
    <message>
        <source>It measures every %1 now</source>
        <translation>misst jetzt alle %1</translation>
    </message>
    <message>
        <source>Remove the agent from %1?</source>
        <translation>Den Agenten von %1 entfernen?</translation>
    </message>
    <message>
        <source>Its package and its settings go from %1, and with them readings that no console has yet. The Pi stays in the fleet and is read over SSH.</source>
        <translation>Sein Paket und seine Einstellungen verschwinden von %1, und mit ihnen Messungen, die noch keine Konsole hat. Der Pi bleibt in der Flotte und wird über SSH gelesen.</translation>
    </message>
    <message>
        <source>%1: the agent was removed</source>
        <translation>%1: Der Agent wurde entfernt</translation>
    </message>
    <message>
        <source>%1: the agent could not be removed</source>
        <translation>%1: Der Agent konnte nicht entfernt werden</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DeviceDialog</name>
    <message>
        <source>Add a Pi</source>
        <translation>Pi hinzufügen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Watch this Pi</source>
        <translation>Diesen Pi überwachen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>pi@192.168.1.20, or pi@host:2222</source>
        <translation>pi@192.168.1.20 oder pi@host:2222</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>the host name, if left empty</source>
        <translation>leer: der Hostname</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>where it stands, such as Harbour</source>
        <translation>wo er steht, etwa Hafen</translation>
    </message>
    <message>
        <source>&amp;Site</source>
        <translation>&amp;Standort</translation>
    </message>
    <message>
        <source>separated by commas, such as camera, outdoor</source>
        <translation>durch Kommas getrennt, etwa Kamera, außen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>Schla&amp;gwörter</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation>N&amp;otizen</translation>
    </message>
    <message>
        <source>the usual ones, if left empty</source>
        <translation>leer: die üblichen</translation>
    </message>
    <message>
        <source>Key files</source>
        <translation>Schlüsseldateien</translation>
    </message>
    <message>
        <source>Choose a key file</source>
        <translation>Schlüsseldatei wählen</translation>
    </message>
    <message>
        <source>&amp;Key files</source>
        <translation>Sch&amp;lüsseldateien</translation>
    </message>
    <message>
        <source>none, or gate@example.org, nearest first</source>
        <translation>keine, oder gate@example.org, der nächste zuerst</translation>
    </message>
    <message>
        <source>Jump hosts</source>
        <translation>Sprung-Hosts</translation>
    </message>
    <message>
        <source>&amp;Jump hosts</source>
        <translation>S&amp;prung-Hosts</translation>
    </message>
    <message>
        <source>UPS</source>
        <translation>USV</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>&amp;UPS</source>
        <translation>&amp;USV</translation>
    </message>
    <message>
        <source>ups or ups@host</source>
        <translation>ups oder ups@host</translation>
    </message>
    <message>
        <source>Name in NUT</source>
        <translation>Name in NUT</translation>
    </message>
    <message>
        <source>I2C bus</source>
        <translation>I2C-Bus</translation>
    </message>
    <message>
        <source>I2C address</source>
        <translation>I2C-Adresse</translation>
    </message>
    <message>
        <source>the usual one</source>
        <translation>die übliche</translation>
    </message>
    <message>
        <source>Cells in series</source>
        <translation>Zellen in Reihe</translation>
    </message>
    <message>
        <source>Choose a private key</source>
        <translation>Privaten Schlüssel wählen</translation>
    </message>
    <message>
        <source>This Pi reports over MQTT as %1, so it has no address here.</source>
        <translation>Dieser Pi meldet sich über MQTT als %1 und hat darum hier keine Adresse.</translation>
    </message>
    <message>
        <source>as before, if left empty</source>
        <translation>leer: wie bisher</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DeviceHeader</name>
    <message>
        <source>Back to the fleet (Alt+Left)</source>
        <translation>Zurück zur Flotte (Alt+Links)</translation>
    </message>
    <message>
        <source>Back to the fleet</source>
        <translation>Zurück zur Flotte</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Try to connect at once</source>
        <translation>Sofort zu verbinden versuchen</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Open a terminal on this Pi</source>
        <translation>Terminal auf diesem Pi öffnen</translation>
    </message>
    <message>
        <source>Restart service…</source>
        <translation>Dienst neu starten…</translation>
    </message>
    <message>
        <source>Restart a service of this Pi</source>
        <translation>Einen Dienst dieses Pi neu starten</translation>
    </message>
    <message>
        <source>Reboot…</source>
        <translation>Neu starten…</translation>
    </message>
    <message>
        <source>Reboot this Pi</source>
        <translation>Diesen Pi neu starten</translation>
    </message>
    <message>
        <source>Shut down…</source>
        <translation>Herunterfahren…</translation>
    </message>
    <message>
        <source>Shut this Pi down</source>
        <translation>Diesen Pi herunterfahren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Change name, address, site, tags and sign-in</source>
        <translation>Name, Adresse, Standort, Schlagwörter und Anmeldung ändern</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>Stale: read %1</source>
        <translation>Veraltet: gelesen %1</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Gelesen %1</translation>
    </message>
    <message>
        <source>Interval…</source>
        <translation>Abstand…</translation>
    </message>
    <message>
        <source>Change how often this Pi measures</source>
        <translation>Ändern, wie oft dieser Pi misst</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DevicePage</name>
    <message>
        <source>This Pi is no longer in the fleet.</source>
        <translation>Dieser Pi ist nicht mehr in der Flotte.</translation>
    </message>
    <message>
        <source>Nothing has happened to this Pi yet.</source>
        <translation>Mit diesem Pi ist noch nichts geschehen.</translation>
    </message>
    <message>
        <source>Nobody has done anything to this Pi from here.</source>
        <translation>Von hier aus hat noch niemand an diesem Pi etwas getan.</translation>
    </message>
    <message>
        <source>Views of this Pi</source>
        <translation>Ansichten dieses Pi</translation>
    </message>
    <message>
        <source>Graphs</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DifferenceText</name>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::EventTable</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FactsPanel</name>
    <message>
        <source>Copy all facts</source>
        <translation>Alle Angaben kopieren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Restart…</source>
        <translation>Neu starten…</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetHeader</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetPage</name>
    <message>
        <source>No Pi matches</source>
        <translation>Kein Pi passt</translation>
    </message>
    <message>
        <source>No device passes the search and the filters above.</source>
        <translation>Kein Gerät passt zur Suche und zu den Filtern oben.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Add your first Pi</source>
        <translation>Den ersten Pi hinzufügen</translation>
    </message>
    <message>
        <source>So far you see only this computer. Any Raspberry Pi that you can reach over SSH can join it; nothing has to be installed on the Pi.</source>
        <translation>Bisher ist nur dieser Computer zu sehen. Jeder Raspberry Pi, der über SSH erreichbar ist, kann dazukommen; auf dem Pi muss nichts installiert werden.</translation>
    </message>
    <message>
        <source>Add a Pi…</source>
        <translation>Pi hinzufügen…</translation>
    </message>
    <message>
        <source>Import ~/.ssh/config…</source>
        <translation>~/.ssh/config importieren…</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Add a Pi</source>
        <translation>Pi hinzufügen</translation>
    </message>
    <message>
        <source>Search name, address, site, tag, model</source>
        <translation>Name, Adresse, Standort, Schlagwort, Modell suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Filter by site</source>
        <translation>Nach Standort filtern</translation>
    </message>
    <message>
        <source>Filter by tag</source>
        <translation>Nach Schlagwort filtern</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>By site</source>
        <translation>Nach Standort</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Nach Modell</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Nach Zustand</translation>
    </message>
    <message>
        <source>Table (Ctrl+1)</source>
        <translation>Tabelle (Strg+1)</translation>
    </message>
    <message>
        <source>Tiles (Ctrl+2)</source>
        <translation>Kacheln (Strg+2)</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>Alle Standorte</translation>
    </message>
    <message>
        <source>No site</source>
        <translation>Kein Standort</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>Alle Schlagwörter</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n Gerät</numerusform>
            <numerusform>%n Geräte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n out of date</source>
        <translation>
            <numerusform>%n veraltet</numerusform>
            <numerusform>%n veraltet</numerusform>
        </translation>
    </message>
    <message>
        <source>history is waiting for the disk</source>
        <translation>Verlauf wartet auf den Datenträger</translation>
    </message>
    <message>
        <source>history %1, writes %2 a day</source>
        <translation>Verlauf %1, schreibt %2 am Tag</translation>
    </message>
    <message>
        <source>history %1</source>
        <translation>Verlauf %1</translation>
    </message>
    <message>
        <source>updated %1</source>
        <translation>aktualisiert %1</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetTable</name>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Choose columns…</source>
        <translation>Spalten wählen…</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetTiles</name>
    <message>
        <source>Fleet, as tiles</source>
        <translation>Flotte, als Kacheln</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Mem</source>
        <comment>memory, short</comment>
        <translation>RAM</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disk</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::GatewayPage</name>
    <message>
        <source>Looking for a gateway</source>
        <translation>Gateway wird gesucht</translation>
    </message>
    <message>
        <source>The gateway cannot be asked</source>
        <translation>Das Gateway kann nicht gefragt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Which gateway</source>
        <translation>Welches Gateway</translation>
    </message>
    <message>
        <source>No gateway runs there</source>
        <translation>Dort läuft kein Gateway</translation>
    </message>
    <message>
        <source>It runs inside piuptimed and inside the wall, for the account that this console signs in with: one guarded door to the services on the Pis. Start piuptimed there, and it appears.</source>
        <translation>Es läuft in piuptimed und in der Wandanzeige, für das Konto, mit dem diese Konsole sich anmeldet: eine bewachte Tür zu den Diensten auf den Pis. Starten Sie dort piuptimed, und es erscheint.</translation>
    </message>
    <message>
        <source>What is shown of the gateway</source>
        <translation>Was vom Gateway gezeigt wird</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Nimmt</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>No route is configured</source>
        <translation>Keine Route ist konfiguriert</translation>
    </message>
    <message>
        <source>Say which requests go where, under [[route]] in the configuration.</source>
        <translation>Sagen Sie unter [[route]] in der Konfiguration, welche Anfragen wohin gehen.</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>Upstreams</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>What is shown was told %1: %2</source>
        <translation>Gezeigt wird, was %1 gemeldet wurde: %2</translation>
    </message>
    <message>
        <source>Its file is not what is in use: %1</source>
        <translation>In Gebrauch ist nicht, was in seiner Datei steht: %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>gestartet %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln Anfrage</numerusform>
            <numerusform>%Ln Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tried again</source>
        <translation>
            <numerusform>%Ln wiederholt</numerusform>
            <numerusform>%Ln wiederholt</numerusform>
        </translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Access (%1)</source>
        <translation>Zugang (%1)</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::GatewayTrafficView</name>
    <message>
        <source>Requests a second</source>
        <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Traffic by route</source>
        <translation>Verkehr nach Route</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Nothing was asked for yet</source>
        <translation>Noch wurde nichts angefragt</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>Nothing went wrong</source>
        <translation>Nichts ging schief</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) under way</source>
        <translation>
            <numerusform>%Ln Anfrage unterwegs</numerusform>
            <numerusform>%Ln Anfragen unterwegs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) connected</source>
        <translation>
            <numerusform>%Ln Client verbunden</numerusform>
            <numerusform>%Ln Clients verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of all requests failed</source>
        <translation>%1 aller Anfragen scheiterten</translation>
    </message>
    <message>
        <source>received %1, sent %2</source>
        <translation>%1 empfangen, %2 gesendet</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::HostKeyDialog</name>
    <message>
        <source>The host key of %1 has changed</source>
        <translation>Der Host-Schlüssel von %1 hat sich geändert</translation>
    </message>
    <message>
        <source>Either the Pi was set up again, or something between this computer and %1 pretends to be it. Nothing was sent to it, no password and no key.</source>
        <translation>Entweder wurde der Pi neu eingerichtet, oder etwas zwischen diesem Computer und %1 gibt sich für ihn aus. Es wurde nichts dorthin gesendet, kein Passwort und kein Schlüssel.</translation>
    </message>
    <message>
        <source>Trusted so far</source>
        <translation>Bisher vertraut</translation>
    </message>
    <message>
        <source>Offered now</source>
        <translation>Jetzt angeboten</translation>
    </message>
    <message>
        <source>Compare the offered fingerprint on the Pi itself, with keyboard and screen or through a way you trust:</source>
        <translation>Den angebotenen Fingerabdruck auf dem Pi selbst vergleichen, mit Tastatur und Bildschirm oder über einen vertrauenswürdigen Weg:</translation>
    </message>
    <message>
        <source>On the Pi</source>
        <translation>Auf dem Pi</translation>
    </message>
    <message numerus="yes">
        <source>If they are equal, type the last %n characters of the offered fingerprint.</source>
        <translation>
            <numerusform>Stimmen sie überein, das letzte Zeichen des angebotenen Fingerabdrucks eingeben.</numerusform>
            <numerusform>Stimmen sie überein, die letzten %n Zeichen des angebotenen Fingerabdrucks eingeben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last characters of the offered fingerprint</source>
        <translation>Letzte Zeichen des angebotenen Fingerabdrucks</translation>
    </message>
    <message>
        <source>Leave blocked</source>
        <translation>Blockiert lassen</translation>
    </message>
    <message>
        <source>Replace key</source>
        <translation>Schlüssel ersetzen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::HostKeysDialog</name>
    <message>
        <source>Is this %1?</source>
        <translation>Ist das %1?</translation>
    </message>
    <message numerus="yes">
        <source>%n host keys are not known yet</source>
        <translation>
            <numerusform>%n Host-Schlüssel ist noch nicht bekannt</numerusform>
            <numerusform>%n Host-Schlüssel sind noch nicht bekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>A host key is how a Pi proves that it is itself. Compare the fingerprint with the one on the Pi before you trust it; after that, any other key will be refused.</source>
        <translation>Mit dem Host-Schlüssel beweist ein Pi, dass er es selbst ist. Vor dem Vertrauen den Fingerabdruck mit dem auf dem Pi vergleichen; danach wird jeder andere Schlüssel abgelehnt.</translation>
    </message>
    <message>
        <source>Host keys</source>
        <translation>Host-Schlüssel</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>To see it, run this on the Pi</source>
        <translation>Zum Anzeigen auf dem Pi ausführen</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Do not trust</source>
        <translation>Nicht vertrauen</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Fingerprint, %1</source>
        <translation>Fingerabdruck, %1</translation>
    </message>
    <message numerus="yes">
        <source>Trust %n chosen</source>
        <translation>
            <numerusform>%n gewähltem vertrauen</numerusform>
            <numerusform>%n gewählten vertrauen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refuse %n chosen</source>
        <translation>
            <numerusform>%n gewählten ablehnen</numerusform>
            <numerusform>%n gewählte ablehnen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ImportDialog</name>
    <message>
        <source>Import Pis</source>
        <translation>Pis importieren</translation>
    </message>
    <message>
        <source>No hosts were found in %1.</source>
        <translation>In %1 wurden keine Hosts gefunden.</translation>
    </message>
    <message>
        <source>Found in %1. Choose which to watch; nothing is contacted before you import.</source>
        <translation>Gefunden in %1. Auswählen, was überwacht werden soll; vor dem Import wird nichts kontaktiert.</translation>
    </message>
    <message>
        <source>Hosts found</source>
        <translation>Gefundene Hosts</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Via</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Site for all of them</source>
        <translation>Standort für alle</translation>
    </message>
    <message>
        <source>Tags for all of them</source>
        <translation>Schlagwörter für alle</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>in the fleet already</source>
        <translation>schon in der Flotte</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>Import %n</source>
        <translation>
            <numerusform>%n importieren</numerusform>
            <numerusform>%n importieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::InstallDialog</name>
    <message>
        <source>Install the agent on %1</source>
        <translation>Den Agenten auf %1 installieren</translation>
    </message>
    <message>
        <source>The agent measures the Pi by itself, also while the network is gone, and reports to a broker of MQTT. Its package is copied to %1 and installed there. It stays once its first reading has arrived here; otherwise everything is put back as it was.</source>
        <translation>Der Agent misst den Pi selbst, auch während das Netz weg ist, und meldet an einen MQTT-Broker. Sein Paket wird nach %1 kopiert und dort installiert. Es bleibt, sobald seine erste Messung hier angekommen ist; sonst wird alles in den vorigen Zustand gebracht.</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>&amp;Broker</source>
        <translation>&amp;Broker</translation>
    </message>
    <message>
        <source>Its &amp;address for the Pi</source>
        <translation>Seine &amp;Adresse für den Pi</translation>
    </message>
    <message>
        <source>as this console does</source>
        <translation>wie diese Konsole</translation>
    </message>
    <message>
        <source>with a name of its own</source>
        <translation>mit eigenem Namen</translation>
    </message>
    <message>
        <source>Signs &amp;in</source>
        <translation>A&amp;nmeldung</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>B&amp;enutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Let this console &amp;restart services, reboot and shut down through it</source>
        <translation>Über ihn darf diese Konsole &amp;Dienste neu starten, neu starten und herunterfahren</translation>
    </message>
    <message>
        <source>as for this console: %1</source>
        <translation>wie für diese Konsole: %1</translation>
    </message>
    <message>
        <source>There is no broker yet. Add one first, on the page MQTT brokers of the menu File.</source>
        <translation>Es gibt noch keinen Broker. Zuerst einen hinzufügen, auf der Seite MQTT-Broker im Menü Datei.</translation>
    </message>
    <message>
        <source>This console is not connected to %1, so it could not tell whether the Pi reports there.</source>
        <translation>Diese Konsole ist nicht mit %1 verbunden und könnte nicht feststellen, ob der Pi dort meldet.</translation>
    </message>
    <message>
        <source>This broker is not encrypted: what the Pi reports, and its password, cross the network readable.</source>
        <translation>Dieser Broker ist nicht verschlüsselt: Was der Pi meldet, und sein Passwort, gehen lesbar durch das Netz.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The agent %1 runs, and its first reading has arrived.</source>
        <translation>Der Agent %1 läuft, und seine erste Messung ist angekommen.</translation>
    </message>
    <message>
        <source>The agent %1 runs in place of %2, and its first reading has arrived.</source>
        <translation>Der Agent %1 läuft anstelle von %2, und seine erste Messung ist angekommen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::InstallSteps</name>
    <message>
        <source>Look what kind of Pi it is</source>
        <translation>Nachsehen, was für ein Pi es ist</translation>
    </message>
    <message>
        <source>Copy the package and its settings</source>
        <translation>Paket und Einstellungen kopieren</translation>
    </message>
    <message>
        <source>Install the package, with what it needs</source>
        <translation>Paket installieren, mit allem, was es braucht</translation>
    </message>
    <message>
        <source>Start the agent</source>
        <translation>Agenten starten</translation>
    </message>
    <message>
        <source>Wait for its first reading over the broker</source>
        <translation>Auf seine erste Messung über den Broker warten</translation>
    </message>
    <message>
        <source>Put everything back as it was</source>
        <translation>Alles in den vorigen Zustand bringen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>steht aus</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::LocalBrokerDialog</name>
    <message>
        <source>Run a broker on this computer</source>
        <translation>Einen Broker auf diesem Rechner betreiben</translation>
    </message>
    <message>
        <source>Mosquitto runs while this console runs, and is started again should it end. It is encrypted with a certificate of its own, lets nobody in without a password, and keeps on disk what clients that are away have not had yet. Pis must be able to reach this computer on this port:</source>
        <translation>Mosquitto läuft, während diese Konsole läuft, und wird neu gestartet, falls es endet. Es ist mit einem eigenen Zertifikat verschlüsselt, lässt niemanden ohne Passwort herein und bewahrt auf der Platte auf, was abwesende Clients noch nicht bekommen haben. Pis müssen diesen Rechner an diesem Port erreichen können:</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>Betreiben</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Add a Pi…</source>
        <translation>Pi &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Import ~/.ssh/&amp;config…</source>
        <translation>~/.ssh/&amp;config importieren…</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>Import a &amp;list…</source>
        <translation>&amp;Liste importieren…</translation>
    </message>
    <message>
        <source>Answer &amp;questions…</source>
        <translation>&amp;Fragen beantworten…</translation>
    </message>
    <message>
        <source>Ctrl+J</source>
        <translation>Ctrl+J</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>Re&amp;connect now</source>
        <translation>Jetzt neu &amp;verbinden</translation>
    </message>
    <message>
        <source>Open a &amp;terminal</source>
        <translation>&amp;Terminal öffnen</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>Copy the SSH co&amp;mmand</source>
        <translation>SSH-Befehl &amp;kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Review the changed host &amp;key…</source>
        <translation>Geänderten &amp;Host-Schlüssel prüfen…</translation>
    </message>
    <message>
        <source>Restart a &amp;service…</source>
        <translation>&amp;Dienst neu starten…</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Re&amp;boot…</source>
        <translation>&amp;Neu starten…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>Shut &amp;down…</source>
        <translation>Herunter&amp;fahren…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+D</source>
        <translation>Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Back to the fleet</source>
        <translation>&amp;Zurück zur Flotte</translation>
    </message>
    <message>
        <source>&amp;Jump to a Pi…</source>
        <translation>Zu einem Pi &amp;springen…</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>S&amp;uchen</translation>
    </message>
    <message>
        <source>C&amp;lear filters</source>
        <translation>Fi&amp;lter zurücksetzen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabelle</translation>
    </message>
    <message>
        <source>T&amp;iles</source>
        <translation>&amp;Kacheln</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppieren</translation>
    </message>
    <message>
        <source>&amp;No groups</source>
        <translation>&amp;Keine Gruppen</translation>
    </message>
    <message>
        <source>By &amp;site</source>
        <translation>Nach &amp;Standort</translation>
    </message>
    <message>
        <source>By &amp;model</source>
        <translation>Nach &amp;Modell</translation>
    </message>
    <message>
        <source>By s&amp;tate</source>
        <translation>Nach &amp;Zustand</translation>
    </message>
    <message>
        <source>&amp;Show only</source>
        <translation>&amp;Nur zeigen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>&amp;Columns…</source>
        <translation>Sp&amp;alten…</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Pi Uptime</source>
        <translation>Ü&amp;ber Pi Uptime</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Open the selected Pi</source>
        <translation>Ausgewählten Pi öffnen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Back, or clear the filters</source>
        <translation>Zurück, oder Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Pi Uptime</source>
        <translation>Pi Uptime</translation>
    </message>
    <message>
        <source>%1 – Pi Uptime</source>
        <translation>%1 – Pi Uptime</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Antworten…</translation>
    </message>
    <message numerus="yes">
        <source>%n reading(s) could not be kept.</source>
        <translation>
            <numerusform>%n Messung ließ sich nicht aufheben.</numerusform>
            <numerusform>%n Messungen ließen sich nicht aufheben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The damaged history was put aside: %1</source>
        <translation>Der beschädigte Verlauf wurde beiseitegelegt: %1</translation>
    </message>
    <message>
        <source>History cannot be written; readings wait in memory</source>
        <translation>Der Verlauf ist nicht schreibbar; Messungen warten im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>History needs your attention</source>
        <translation>Der Verlauf braucht Aufmerksamkeit</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The configuration has mistakes: what they are about is left out, and nothing is saved until they are mended</source>
        <translation>Die Konfiguration enthält Fehler: Was sie betreffen, bleibt außen vor, und nichts wird gespeichert, bis sie behoben sind</translation>
    </message>
    <message>
        <source>Com&amp;pare graphs</source>
        <translation>Verläufe ver&amp;gleichen</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>Compare – Pi Uptime</source>
        <translation>Vergleich – Pi Uptime</translation>
    </message>
    <message>
        <source>&amp;Ranking</source>
        <translation>&amp;Rangliste</translation>
    </message>
    <message>
        <source>Ctrl+Shift+T</source>
        <translation>Ctrl+Shift+T</translation>
    </message>
    <message>
        <source>Ranking – Pi Uptime</source>
        <translation>Rangliste – Pi Uptime</translation>
    </message>
    <message>
        <source>MQTT &amp;brokers</source>
        <translation>MQTT-&amp;Broker</translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation>Ctrl+Shift+B</translation>
    </message>
    <message>
        <source>Measuring &amp;interval…</source>
        <translation>Mess&amp;abstand…</translation>
    </message>
    <message>
        <source>Brokers – Pi Uptime</source>
        <translation>Broker – Pi Uptime</translation>
    </message>
    <message>
        <source>Install the a&amp;gent…</source>
        <translation>A&amp;genten installieren …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+A</source>
        <translation>Ctrl+Shift+A</translation>
    </message>
    <message>
        <source>Remo&amp;ve the agent…</source>
        <translation>Agenten entfe&amp;rnen …</translation>
    </message>
    <message>
        <source>Install the a&amp;gent anew…</source>
        <translation>A&amp;genten erneut installieren …</translation>
    </message>
    <message>
        <source>Attac&amp;h…</source>
        <translation>&amp;Zuordnen…</translation>
    </message>
    <message>
        <source>Detac&amp;h</source>
        <translation>Zuordnun&amp;g lösen</translation>
    </message>
    <message>
        <source>Attac&amp;h a sensor…</source>
        <translation>Sensor &amp;zuordnen…</translation>
    </message>
    <message>
        <source>Nothing is collected: piuptimed does not answer</source>
        <translation>Es wird nichts erfasst: piuptimed antwortet nicht</translation>
    </message>
    <message>
        <source>What is shown grows old. It is looked for again and again: %1</source>
        <translation>Was hier steht, veraltet. Es wird immer wieder gesucht: %1</translation>
    </message>
    <message>
        <source>API &amp;gateway</source>
        <translation>API-&amp;Gateway</translation>
    </message>
    <message>
        <source>Ctrl+Shift+G</source>
        <translation>Ctrl+Shift+G</translation>
    </message>
    <message>
        <source>Open its API &amp;gateway</source>
        <translation>Sein API-&amp;Gateway öffnen</translation>
    </message>
    <message>
        <source>Gateway – Pi Uptime</source>
        <translation>Gateway – Pi Uptime</translation>
    </message>
    <message>
        <source>Not everything runs</source>
        <translation>Nicht alles läuft</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::NewKeyDialog</name>
    <message>
        <source>New key for %1</source>
        <translation>Neuer Schlüssel für %1</translation>
    </message>
    <message>
        <source>The key is shown once. The configuration keeps its hash, so nobody can look it up later.</source>
        <translation>Der Schlüssel wird einmal gezeigt. Die Konfiguration behält seinen Hash, so dass niemand ihn später nachsehen kann.</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wofür er ist</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>Der Schlüssel</translation>
    </message>
    <message>
        <source>Make a key</source>
        <translation>Schlüssel machen</translation>
    </message>
    <message>
        <source>This is the key %1. Copy it now: it is not shown again.</source>
        <translation>Das ist der Schlüssel %1. Kopieren Sie ihn jetzt: er wird nicht noch einmal gezeigt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::Notice</name>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::PageHead</name>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Back to the fleet</source>
        <translation>Zurück zur Flotte</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::QuestionCentre</name>
    <message numerus="yes">
        <source>%n questions wait for your answer</source>
        <translation>
            <numerusform>%n Frage wartet auf eine Antwort</numerusform>
            <numerusform>%n Fragen warten auf eine Antwort</numerusform>
        </translation>
    </message>
    <message>
        <source>Is this %1?</source>
        <translation>Ist das %1?</translation>
    </message>
    <message>
        <source>%1 wants you to sign in</source>
        <translation>%1 verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>A key is locked</source>
        <translation>Ein Schlüssel ist gesperrt</translation>
    </message>
    <message>
        <source>Your saved secrets are locked</source>
        <translation>Die gespeicherten Geheimnisse sind gesperrt</translation>
    </message>
    <message numerus="yes">
        <source>%n unknown host key(s)</source>
        <translation>
            <numerusform>%n unbekannter Host-Schlüssel</numerusform>
            <numerusform>%n unbekannte Host-Schlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s)</source>
        <translation>
            <numerusform>%n Anmeldung</numerusform>
            <numerusform>%n Anmeldungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 shows a host key that is not known yet. Nothing is sent before you trust it.</source>
        <translation>%1 zeigt einen noch unbekannten Host-Schlüssel. Bevor ihm vertraut wird, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>The key file %1 needs its passphrase.</source>
        <translation>Die Schlüsseldatei %1 braucht ihre Passphrase.</translation>
    </message>
    <message>
        <source>Passwords were saved under a passphrase.</source>
        <translation>Passwörter wurden unter einer Passphrase gespeichert.</translation>
    </message>
    <message>
        <source>Is %1 one Pi or two?</source>
        <translation>Ist %1 ein Pi oder zwei?</translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) that may be seen twice</source>
        <translation>
            <numerusform>%n Pi, der vielleicht doppelt gesehen wird</numerusform>
            <numerusform>%n Pis, die vielleicht doppelt gesehen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>A Pi of this name reports over MQTT as %1, and one is read at %2.</source>
        <translation>Ein Pi dieses Namens meldet sich über MQTT als %1, einer wird unter %2 gelesen.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::QuickOpen</name>
    <message>
        <source>Jump to a Pi</source>
        <translation>Zu einem Pi springen</translation>
    </message>
    <message>
        <source>Name, address, site or tag</source>
        <translation>Name, Adresse, Standort oder Schlagwort</translation>
    </message>
    <message>
        <source>Matching Pis</source>
        <translation>Passende Pis</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::RangeButtons</name>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 T</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 T</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Show %1, following the present</source>
        <translation>%1 zeigen, der Gegenwart folgend</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::RankingChart</name>
    <message>
        <source>%1. %2: %3</source>
        <comment>place, who, value</comment>
        <translation>%1. %2: %3</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::RankingPage</name>
    <message>
        <source>Ranking</source>
        <translation>Rangliste</translation>
    </message>
    <message>
        <source>Compare graphs</source>
        <translation>Verläufe vergleichen</translation>
    </message>
    <message>
        <source>Shows the Pis of this ranking on one time axis</source>
        <translation>Zeigt die Pis dieser Rangliste auf einer Zeitachse</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Ranked by</source>
        <translation>Geordnet nach</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>First %1</source>
        <translation>Erste %1</translation>
    </message>
    <message>
        <source>All that fit</source>
        <translation>Alle, die passen</translation>
    </message>
    <message>
        <source>Loading the history</source>
        <translation>Der Verlauf wird geladen</translation>
    </message>
    <message>
        <source>Nothing was measured in this time</source>
        <translation>In dieser Zeit wurde nichts gemessen</translation>
    </message>
    <message>
        <source>Choose a longer range to see older measurements.</source>
        <translation>Ein längerer Zeitraum zeigt ältere Messungen.</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>Der Verlauf ist nicht lesbar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>SoC temperature: Highest, last 7 days</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ranking, %1</source>
        <comment>SoC temperature: Highest, last 7 days</comment>
        <translation>Rangliste, %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>how many of how many places</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>bars begin at %1</source>
        <translation>Balken beginnen bei %1</translation>
    </message>
    <message>
        <source>thin line: from lowest to highest</source>
        <translation>dünne Linie: vom niedrigsten zum höchsten Wert</translation>
    </message>
    <message>
        <source>Shown is what was loaded before. %1</source>
        <translation>Zu sehen ist, was vorher geladen war. %1</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::RequestsView</name>
    <message>
        <source>All requests</source>
        <translation>Alle Anfragen</translation>
    </message>
    <message>
        <source>Status 500 and more</source>
        <translation>Status 500 und mehr</translation>
    </message>
    <message>
        <source>Status 400 to 499</source>
        <translation>Status 400 bis 499</translation>
    </message>
    <message>
        <source>Slower than 1 s</source>
        <translation>Langsamer als 1 s</translation>
    </message>
    <message>
        <source>Slower than 100 ms</source>
        <translation>Langsamer als 100 ms</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>No request to show</source>
        <translation>Keine Anfrage zu zeigen</translation>
    </message>
    <message>
        <source>The gateway keeps the last ones, and longer those that failed or were slow.</source>
        <translation>Das Gateway behält die letzten, und länger jene, die scheiterten oder langsam waren.</translation>
    </message>
    <message>
        <source>Filter by host, path or query</source>
        <translation>Nach Host, Pfad oder Parametern filtern</translation>
    </message>
    <message>
        <source>Filter requests</source>
        <translation>Anfragen filtern</translation>
    </message>
    <message>
        <source>Which requests</source>
        <translation>Welche Anfragen</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Keep the list as it is, to read it</source>
        <translation>Die Liste lassen, wie sie ist, um sie zu lesen</translation>
    </message>
    <message>
        <source>What happened to it</source>
        <translation>Was mit ihr geschah</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 gesendet</translation>
    </message>
    <message>
        <source>trace %1</source>
        <translation>Trace %1</translation>
    </message>
    <message>
        <source>Choose a request to have it explained</source>
        <translation>Wählen Sie eine Anfrage, um sie erklärt zu bekommen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::SameDeviceDialog</name>
    <message>
        <source>Is this the same Pi?</source>
        <translation>Ist das derselbe Pi?</translation>
    </message>
    <message>
        <source>Is %1, which reports over MQTT as %2, the same Pi as %1 at %3?</source>
        <translation>Ist %1, der sich über MQTT als %2 meldet, derselbe Pi wie %1 unter %3?</translation>
    </message>
    <message>
        <source>The same Pi: both are shown as one, with one history. Two Pis: they only share a name, and stay apart.</source>
        <translation>Derselbe Pi: Beide werden als einer gezeigt, mit einem Verlauf. Zwei Pis: Sie heißen nur gleich und bleiben getrennt.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Two Pis</source>
        <translation>Zwei Pis</translation>
    </message>
    <message>
        <source>The same Pi</source>
        <translation>Derselbe Pi</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::SecretDialog</name>
    <message>
        <source>Passphrase for %1</source>
        <translation>Passphrase für %1</translation>
    </message>
    <message>
        <source>Passphrase for your saved secrets</source>
        <translation>Passphrase für die gespeicherten Geheimnisse</translation>
    </message>
    <message>
        <source>%1 has a question</source>
        <translation>%1 hat eine Frage</translation>
    </message>
    <message>
        <source>Password for %1</source>
        <translation>Passwort für %1</translation>
    </message>
    <message>
        <source>The key is needed to sign in to %1. It never leaves this computer.</source>
        <translation>Der Schlüssel wird für die Anmeldung an %1 gebraucht. Er verlässt diesen Computer nie.</translation>
    </message>
    <message>
        <source>There is no keyring on this computer, so saved passwords are kept in a file that this passphrase seals.</source>
        <translation>Auf diesem Computer gibt es keinen Schlüsselbund; gespeicherte Passwörter liegen in einer Datei, die diese Passphrase versiegelt.</translation>
    </message>
    <message>
        <source>%1 asks this before it lets you in.</source>
        <translation>%1 fragt dies vor der Anmeldung.</translation>
    </message>
    <message>
        <source>%1 accepts none of your keys and asks for a password.</source>
        <translation>%1 akzeptiert keinen der Schlüssel und verlangt ein Passwort.</translation>
    </message>
    <message>
        <source>That was not accepted. Try again.</source>
        <translation>Das wurde nicht akzeptiert. Erneut versuchen.</translation>
    </message>
    <message>
        <source>Remember in the keyring of this computer</source>
        <translation>Im Schlüsselbund dieses Computers merken</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ServiceDialog</name>
    <message>
        <source>Restart a service on %1</source>
        <translation>Dienst auf %1 neu starten</translation>
    </message>
    <message>
        <source>The service stops and starts again on %1. What it serves is away for that moment.</source>
        <translation>Der Dienst hält auf %1 an und startet neu. Was er bereitstellt, fehlt in diesem Moment.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Name of the service, such as nginx.service</source>
        <translation>Name des Dienstes, etwa nginx.service</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::StateChip</name>
    <message>
        <source>Show only: %1</source>
        <translation>Nur zeigen: %1</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all devices</comment>
        <translation>Alle</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n device(s)</source>
        <translation>
            <numerusform>%1: %n Gerät</numerusform>
            <numerusform>%1: %n Geräte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::SurroundingsPanel</name>
    <message>
        <source>Measures around %1.</source>
        <translation>Misst um %1 herum.</translation>
    </message>
    <message>
        <source>Measures around all Pis of the site %1.</source>
        <translation>Misst um alle Pis des Standorts %1 herum.</translation>
    </message>
    <message>
        <source>Not attached: nobody knows around which Pi it measures.</source>
        <translation>Nicht zugeordnet: niemand weiß, um welchen Pi herum er misst.</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>Zuordnung lösen</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Zuordnen…</translation>
    </message>
    <message>
        <source>Attach a sensor…</source>
        <translation>Sensor zuordnen…</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Detach %1</source>
        <translation>Zuordnung von %1 lösen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TimeAxis</name>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1  %2: %3</source>
        <translation>%1  %2: %3</translation>
    </message>
    <message>
        <source>Time and events</source>
        <translation>Zeit und Ereignisse</translation>
    </message>
    <message numerus="yes">
        <source>From %1 to %2, %n event(s).</source>
        <translation>
            <numerusform>Von %1 bis %2, %n Ereignis.</numerusform>
            <numerusform>Von %1 bis %2, %n Ereignisse.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a device and what happened to it</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TimeChart</name>
    <message numerus="yes">
        <source>%n more not shown</source>
        <translation>
            <numerusform>%n weitere nicht gezeigt</numerusform>
            <numerusform>%n weitere nicht gezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TrafficChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TrafficView</name>
    <message>
        <source>Filter by topic, kind or payload</source>
        <translation>Nach Topic, Art oder Inhalt filtern</translation>
    </message>
    <message>
        <source>Filter topics</source>
        <translation>Topics filtern</translation>
    </message>
    <message>
        <source>Otherwise only topics are listened to that this console can read</source>
        <translation>Sonst wird nur gehört, was diese Konsole lesen kann</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Looking at what it carries</source>
        <translation>Was er überträgt, wird nachgesehen</translation>
    </message>
    <message>
        <source>Nothing is heard from this broker</source>
        <translation>Von diesem Broker ist nichts zu hören</translation>
    </message>
    <message>
        <source>What it carries is shown once it is connected.</source>
        <translation>Was er überträgt, steht hier, sobald er verbunden ist.</translation>
    </message>
    <message>
        <source>Nothing has come over this broker yet</source>
        <translation>Über diesen Broker kam noch nichts</translation>
    </message>
    <message>
        <source>Agents and known publishers appear with their first message.</source>
        <translation>Agenten und bekannte Programme erscheinen mit ihrer ersten Nachricht.</translation>
    </message>
    <message>
        <source>Listen to everything for 30 seconds</source>
        <translation>30 Sekunden lang alles hören</translation>
    </message>
    <message>
        <source>No topic matches</source>
        <translation>Kein Topic passt</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>What it carries cannot be told</source>
        <translation>Was er überträgt, lässt sich nicht sagen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Latest payload</source>
        <translation>Letzter Inhalt</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Listening to everything, %1 left</source>
        <translation>Alles wird gehört, noch %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln Topic</numerusform>
            <numerusform>%Ln Topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln abgelehnt</numerusform>
            <numerusform>%Ln abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) of further topics are not shown</source>
        <translation>
            <numerusform>%Ln Nachricht weiterer Topics wird nicht gezeigt</numerusform>
            <numerusform>%Ln Nachrichten weiterer Topics werden nicht gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Shown is what was told before: %1</source>
        <translation>Zu sehen ist der frühere Stand: %1</translation>
    </message>
    <message>
        <source>%1 (kept by the broker)</source>
        <translation>%1 (vom Broker aufbewahrt)</translation>
    </message>
    <message>
        <source>an empty payload</source>
        <translation>ein leerer Inhalt</translation>
    </message>
    <message>
        <source>Use this topic…</source>
        <translation>Dieses Topic verwenden…</translation>
    </message>
    <message>
        <source>Say what its value is, and it is shown and stored like any other</source>
        <translation>Sagen Sie, was sein Wert ist, und er wird gezeigt und gespeichert wie jeder andere</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::UpstreamsView</name>
    <message>
        <source>No upstream is configured</source>
        <translation>Kein Upstream ist konfiguriert</translation>
    </message>
    <message>
        <source>Name the servers that answer, under [[upstream]] in the configuration.</source>
        <translation>Nennen Sie unter [[upstream]] in der Konfiguration die Server, die antworten.</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>Upstreams</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Breaker</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Chosen by</source>
        <translation>Gewählt nach</translation>
    </message>
    <message>
        <source>Choose an endpoint to take it out.</source>
        <translation>Wählen Sie einen Endpunkt, um ihn herauszunehmen.</translation>
    </message>
    <message>
        <source>Take it in again</source>
        <translation>Wieder hereinnehmen</translation>
    </message>
    <message>
        <source>Take it out…</source>
        <translation>Herausnehmen …</translation>
    </message>
    <message>
        <source>Take %1 out?</source>
        <translation>%1 herausnehmen?</translation>
    </message>
    <message>
        <source>Requests under way end as they do; new ones go to the others of its upstream, and are refused when there is no other. This lasts until somebody takes it in again, or the gateway is started anew.</source>
        <translation>Laufende Anfragen enden, wie sie enden; neue gehen an die anderen seines Upstreams und werden abgewiesen, wenn es keinen anderen gibt. Das gilt, bis ihn jemand wieder hereinnimmt oder das Gateway neu gestartet wird.</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::VerdictPanel</name>
    <message>
        <source>While %1</source>
        <translation>Schritt: %1</translation>
    </message>
    <message>
        <source>, while </source>
        <translation>, Teil von: </translation>
    </message>
    <message>
        <source>Review the key…</source>
        <translation>Schlüssel prüfen…</translation>
    </message>
    <message>
        <source>%1 Since %2.</source>
        <translation>%1 Seit %2.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Next attempt in %1</source>
        <translation>Nächster Versuch in %1</translation>
    </message>
    <message>
        <source>Not tried again by itself</source>
        <translation>Wird nicht von selbst erneut versucht</translation>
    </message>
    <message>
        <source>Trying now</source>
        <translation>Versuch läuft</translation>
    </message>
    <message>
        <source>Blocked: another host key than before</source>
        <translation>Blockiert: anderer Host-Schlüssel als zuvor</translation>
    </message>
    <message>
        <source>Either %1 was set up again, or something pretends to be it. Nothing was sent to it.</source>
        <translation>Entweder wurde %1 neu eingerichtet, oder etwas gibt sich dafür aus. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>Find out why the key changed before you accept it.</source>
        <translation>Vor dem Akzeptieren klären, warum sich der Schlüssel geändert hat.</translation>
    </message>
    <message>
        <source>Shown again with its next message</source>
        <translation>Wieder da mit seiner nächsten Nachricht</translation>
    </message>
    <message>
        <source>%1 Surroundings: %2.</source>
        <translation>%1 Umgebung: %2.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AccessGuard</name>
    <message>
        <source>The PINs cannot be read, so nobody can unlock (%1). Delete their file to set new ones.</source>
        <translation>Die PINs sind nicht lesbar, deshalb kann niemand entsperren (%1). Ihre Datei löschen, um neue zu setzen.</translation>
    </message>
    <message>
        <source>This PIN is wrong.</source>
        <translation>Diese PIN ist falsch.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 12 digits.</source>
        <translation>Eine PIN hat 4 bis 12 Ziffern.</translation>
    </message>
    <message>
        <source>No PIN is set.</source>
        <translation>Es ist keine PIN gesetzt.</translation>
    </message>
    <message>
        <source>This PIN is that of another level. Choose another one.</source>
        <translation>Diese PIN gehört zu einer anderen Stufe. Eine andere wählen.</translation>
    </message>
    <message>
        <source>The PIN could not be stored (%1).</source>
        <translation>Die PIN konnte nicht gespeichert werden (%1).</translation>
    </message>
    <message>
        <source>There were too many wrong PINs. The next one is taken after a while.</source>
        <translation>Es waren zu viele falsche PINs. Die nächste wird erst nach einer Weile angenommen.</translation>
    </message>
    <message>
        <source>Looking takes no PIN.</source>
        <translation>Zum Ansehen braucht es keine PIN.</translation>
    </message>
    <message>
        <source>Changing PINs takes the PIN for operating.</source>
        <translation>Zum Ändern von PINs braucht es die PIN zum Bedienen.</translation>
    </message>
    <message>
        <source>The first PIN of a level is set with piuptimectl.</source>
        <translation>Die erste PIN einer Stufe wird mit piuptimectl gesetzt.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AlarmSound</name>
    <message>
        <source>There is no program that plays sounds. Install alsa-utils or pipewire-bin.</source>
        <translation>Es gibt kein Programm, das Töne abspielt. alsa-utils oder pipewire-bin installieren.</translation>
    </message>
    <message>
        <source>There is no sound card.</source>
        <translation>Es gibt keine Soundkarte.</translation>
    </message>
    <message>
        <source>The sound cannot be stored: %1</source>
        <translation>Der Ton kann nicht gespeichert werden: %1</translation>
    </message>
    <message>
        <source>The sound could not be played; no program for it works here.</source>
        <translation>Der Ton konnte nicht abgespielt werden; kein Programm dafür läuft hier.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AmbientLight</name>
    <message>
        <source>There is no sensor for the light of the room.</source>
        <translation>Es gibt keinen Sensor für das Licht im Raum.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AuditTrail</name>
    <message>
        <source>The audit log cannot be written (%1).</source>
        <translation>Das Protokoll der Aktionen kann nicht geschrieben werden (%1).</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::Backlight</name>
    <message>
        <source>The brightness of the screen may not be set. It takes a user of the group video and the udev rule 60-piuptime-backlight.rules, and then a restart.</source>
        <translation>Die Helligkeit des Bildschirms darf nicht eingestellt werden. Dazu braucht es einen Benutzer der Gruppe video und die udev-Regel 60-piuptime-backlight.rules, danach einen Neustart.</translation>
    </message>
    <message>
        <source>This screen has no brightness that can be set. It is darkened by what is shown.</source>
        <translation>Dieser Bildschirm hat keine einstellbare Helligkeit. Er wird durch das gezeigte Bild abgedunkelt.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::GraphPainter</name>
    <message>
        <source>%1: %2</source>
        <comment>a line of a graph and its value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::GraphState</name>
    <message>
        <source>none now</source>
        <comment>flags</comment>
        <translation>derzeit keine</translation>
    </message>
    <message>
        <source>%1 old</source>
        <comment>a value, such as 12 min</comment>
        <translation>%1 alt</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::HostReport</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a service</comment>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>Units of systemd</source>
        <translation>Units von systemd</translation>
    </message>
    <message>
        <source>none has failed</source>
        <translation>keine ausgefallen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>is being kept</source>
        <translation>wird gespeichert</translation>
    </message>
    <message>
        <source>is waiting for the disk</source>
        <translation>wartet auf den Datenträger</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Wärme</translation>
    </message>
    <message numerus="yes">
        <source>more than %n year(s)</source>
        <translation>
            <numerusform>mehr als %n Jahr</numerusform>
            <numerusform>mehr als %n Jahre</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n Jahr</numerusform>
            <numerusform>%n Jahre</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 a day</source>
        <translation>%1 am Tag</translation>
    </message>
    <message>
        <source>What it writes</source>
        <translation>Was er schreibt</translation>
    </message>
    <message>
        <source>This history</source>
        <translation>Dieser Verlauf</translation>
    </message>
    <message>
        <source>Everything here</source>
        <translation>Alles auf diesem Pi</translation>
    </message>
    <message>
        <source>Card of %1, at this rate</source>
        <translation>Karte mit %1, bei dieser Menge</translation>
    </message>
    <message>
        <source>lasts %1</source>
        <translation>hält %1</translation>
    </message>
    <message>
        <source>%1 if it bears %2 times its size, %3 if %4; few makers say</source>
        <translation>%1, wenn sie das %2-fache ihrer Größe verträgt, %3 beim %4-fachen; kaum ein Hersteller sagt es</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::Keeping</name>
    <message>
        <source>What is measured is kept in memory only: %1</source>
        <translation>Messwerte bleiben nur im Speicher: %1</translation>
    </message>
    <message>
        <source>What is set at the screen is lost with a restart: %1 cannot be written.</source>
        <translation>Was am Bildschirm eingestellt wird, geht mit einem Neustart verloren: %1 kann nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>The audit log and the count of wrong PINs are lost with a restart: %1 cannot be written.</source>
        <translation>Das Protokoll und die Zahl falscher PINs gehen mit einem Neustart verloren: %1 kann nicht beschrieben werden.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::Operator</name>
    <message>
        <source>%1 was restarted.</source>
        <translation>%1 wurde neu gestartet.</translation>
    </message>
    <message>
        <source>The Pi is rebooting.</source>
        <translation>Der Pi startet neu.</translation>
    </message>
    <message>
        <source>The Pi is shutting down.</source>
        <translation>Der Pi fährt herunter.</translation>
    </message>
    <message>
        <source>This takes the PIN for operating.</source>
        <translation>Dazu braucht es die PIN zum Bedienen.</translation>
    </message>
    <message>
        <source>This did not work. %1</source>
        <translation>Das ging nicht. %1</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::BindingListModel</name>
    <message>
        <source>the payload</source>
        <translation>der Inhalt</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::BindingTexts</name>
    <message>
        <source>%1 (%2)</source>
        <comment>a quantity and its unit</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No message has come yet</source>
        <translation>Noch ist keine Nachricht gekommen</translation>
    </message>
    <message>
        <source>%1, kept by the broker</source>
        <translation>%1, vom Broker aufbewahrt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a value and its age</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The latest message has nothing at this place</source>
        <translation>Die letzte Nachricht hat an dieser Stelle nichts</translation>
    </message>
    <message>
        <source>This is no way to a value, such as sensors[0].temp</source>
        <translation>Das ist kein Weg zu einem Wert wie sensors[0].temp</translation>
    </message>
    <message>
        <source>The payload is larger than 256 KiB</source>
        <translation>Der Inhalt ist größer als 256 KiB</translation>
    </message>
    <message>
        <source>The payload is no JSON: %1</source>
        <translation>Der Inhalt ist kein JSON: %1</translation>
    </message>
    <message>
        <source>No such thing can be: look at scale and offset</source>
        <translation>So etwas gibt es nicht: sehen Sie nach Faktor und Versatz</translation>
    </message>
    <message>
        <source>What stands there is no number</source>
        <translation>Was dort steht, ist keine Zahl</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::BrokerDraft</name>
    <message>
        <source>Enter an address, such as broker.example or 192.168.1.5:1884</source>
        <translation>Eine Adresse eingeben, etwa broker.example oder 192.168.1.5:1884</translation>
    </message>
    <message>
        <source>Not an address: %1</source>
        <translation>Keine Adresse: %1</translation>
    </message>
    <message>
        <source>Another broker has this name</source>
        <translation>Ein anderer Broker heißt schon so</translation>
    </message>
    <message>
        <source>The key needs its certificate</source>
        <translation>Zum Schlüssel fehlt das Zertifikat</translation>
    </message>
    <message>
        <source>The certificate needs its key</source>
        <translation>Zum Zertifikat fehlt der Schlüssel</translation>
    </message>
    <message>
        <source>Words between slashes, such as site/piuptime, without + and #</source>
        <translation>Wörter zwischen Schrägstrichen, etwa site/piuptime, ohne + und #</translation>
    </message>
    <message>
        <source>One word without /, + and #</source>
        <translation>Ein Wort ohne /, + und #</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::BrokerTexts</name>
    <message>
        <source>Switched off</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Connected, MQTT 3.1.1</source>
        <translation>Verbunden, MQTT 3.1.1</translation>
    </message>
    <message>
        <source>Connected, MQTT 5</source>
        <translation>Verbunden, MQTT 5</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Not connected, again in %1</source>
        <translation>Nicht verbunden, wieder in %1</translation>
    </message>
    <message>
        <source>It is not listened to until it is switched on.</source>
        <translation>Er wird erst gehört, wenn er eingeschaltet ist.</translation>
    </message>
    <message>
        <source>MQTT 3.1.1 shares no load: this console reads everything, whatever its group.</source>
        <translation>MQTT 3.1.1 teilt keine Last: Diese Konsole liest alles, gleich in welcher Gruppe.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Pi Uptime agent</source>
        <translation>Pi-Uptime-Agent</translation>
    </message>
    <message>
        <source>bound by hand</source>
        <translation>von Hand verbunden</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>messages a second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1/min</source>
        <comment>messages a minute</comment>
        <translation>%1/min</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::ChartOptions</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Reboots</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Throttling and under-voltage</source>
        <translation>Drosselung und Unterspannung</translation>
    </message>
    <message>
        <source>UPS on battery</source>
        <translation>USV auf Batterie</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::ChartReading</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>at times</source>
        <translation>zeitweise</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1: newest %2, least %3, most %4.</source>
        <translation>%1: zuletzt %2, mindestens %3, höchstens %4.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>No data in this time range.</source>
        <translation>Keine Daten in diesem Zeitraum.</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Comparison</name>
    <message>
        <source>%1, %2</source>
        <comment>a Pi and one of its figures</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Throttled or under-voltage; on battery</source>
        <translation>Gedrosselt oder Unterspannung; auf Batterie</translation>
    </message>
    <message>
        <source>%1 on battery</source>
        <translation>%1 auf Batterie</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DeviceCharts</name>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>SoC</source>
        <translation>SoC</translation>
    </message>
    <message>
        <source>PMIC</source>
        <translation>PMIC</translation>
    </message>
    <message>
        <source>clock capped</source>
        <translation>Takt begrenzt</translation>
    </message>
    <message>
        <source>soft limit</source>
        <translation>weiche Grenze</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>ARM clock</source>
        <translation>ARM-Takt</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>requested</source>
        <translation>angefordert</translation>
    </message>
    <message>
        <source>Power and throttling</source>
        <translation>Stromversorgung und Drosselung</translation>
    </message>
    <message>
        <source>Under-voltage now</source>
        <translation>Unterspannung jetzt</translation>
    </message>
    <message>
        <source>Under-voltage since boot</source>
        <translation>Unterspannung seit Start</translation>
    </message>
    <message>
        <source>Clock capped now</source>
        <translation>Takt begrenzt jetzt</translation>
    </message>
    <message>
        <source>Clock capped since boot</source>
        <translation>Takt begrenzt seit Start</translation>
    </message>
    <message>
        <source>Throttled now</source>
        <translation>Gedrosselt jetzt</translation>
    </message>
    <message>
        <source>Throttled since boot</source>
        <translation>Gedrosselt seit Start</translation>
    </message>
    <message>
        <source>Soft temp. limit now</source>
        <translation>Weiche Temp.-Grenze jetzt</translation>
    </message>
    <message>
        <source>Soft temp. limit since boot</source>
        <translation>Weiche Temp.-Grenze seit Start</translation>
    </message>
    <message>
        <source>Under-voltage last 2 s</source>
        <translation>Unterspannung letzte 2 s</translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation>5-V-Eingang</translation>
    </message>
    <message>
        <source>EXT5V</source>
        <translation>EXT5V</translation>
    </message>
    <message>
        <source>under-voltage</source>
        <translation>Unterspannung</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>used</source>
        <translation>belegt</translation>
    </message>
    <message>
        <source>swap</source>
        <translation>Swap</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>Disk throughput</source>
        <translation>Datenträger-Durchsatz</translation>
    </message>
    <message>
        <source>%1 read</source>
        <translation>%1 gelesen</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation>%1 empfangen</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 gesendet</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>auf Batterie</translation>
    </message>
    <message>
        <source>Fan</source>
        <translation>Lüfter</translation>
    </message>
    <message>
        <source>Board power</source>
        <translation>Leistungsaufnahme</translation>
    </message>
    <message>
        <source>board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>UPS charge</source>
        <translation>USV-Ladung</translation>
    </message>
    <message>
        <source>UPS voltage</source>
        <translation>USV-Spannung</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>File systems, used</source>
        <translation>Dateisysteme, belegt</translation>
    </message>
    <message>
        <source>Wi-Fi signal</source>
        <translation>WLAN-Signal</translation>
    </message>
    <message>
        <source>surroundings</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Doors and vibration</source>
        <translation>Türen und Erschütterung</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>%1 tampered with</source>
        <translation>%1 manipuliert</translation>
    </message>
    <message>
        <source>%1 vibrates</source>
        <translation>%1 wird erschüttert</translation>
    </message>
    <message>
        <source>Humidity</source>
        <translation>Luftfeuchte</translation>
    </message>
    <message>
        <source>Air pressure</source>
        <translation>Luftdruck</translation>
    </message>
    <message>
        <source>Power at the outlet</source>
        <translation>Leistung an der Steckdose</translation>
    </message>
    <message>
        <source>Gateway requests</source>
        <translation>Gateway-Anfragen</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>Gateway latency</source>
        <translation>Gateway-Latenz</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>Gateway traffic</source>
        <translation>Gateway-Verkehr</translation>
    </message>
    <message>
        <source>both ways</source>
        <translation>beide Richtungen</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DeviceDraft</name>
    <message>
        <source>Enter an address, such as pi@192.168.1.20</source>
        <translation>Eine Adresse eingeben, etwa pi@192.168.1.20</translation>
    </message>
    <message>
        <source>Not an address: %1</source>
        <translation>Keine Adresse: %1</translation>
    </message>
    <message>
        <source>%1 is not an address: %2</source>
        <translation>%1 ist keine Adresse: %2</translation>
    </message>
    <message>
        <source>Enter the name of the UPS in NUT, such as ups or ups@host</source>
        <translation>Den Namen der USV in NUT eingeben, etwa ups oder ups@host</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DeviceFacts</name>
    <message>
        <source>SD card</source>
        <translation>SD-Karte</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>update available</source>
        <translation>Aktualisierung verfügbar</translation>
    </message>
    <message>
        <source>updates are frozen</source>
        <translation>Aktualisierungen sind eingefroren</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>self-check passed</source>
        <translation>Selbsttest bestanden</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>fällt aus</translation>
    </message>
    <message>
        <source>in standby</source>
        <translation>im Ruhezustand</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>reserve is running out</source>
        <translation>Reserve geht zur Neige</translation>
    </message>
    <message>
        <source>reserve is used up</source>
        <translation>Reserve ist aufgebraucht</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Failed services</source>
        <translation>Fehlgeschlagene Dienste</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>%1 cores</source>
        <translation>%1 Kerne</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Up for</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Updates pending</source>
        <translation>Ausstehende Updates</translation>
    </message>
    <message>
        <source>Clock off by</source>
        <translation>Uhr geht falsch um</translation>
    </message>
    <message>
        <source>Boot</source>
        <translation>Systemstart</translation>
    </message>
    <message>
        <source>Boots from</source>
        <translation>Startet von</translation>
    </message>
    <message>
        <source>Bootloader</source>
        <translation>Bootloader</translation>
    </message>
    <message>
        <source>Last reset</source>
        <translation>Letzter Reset</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Stromversorgung</translation>
    </message>
    <message>
        <source>Supply offers</source>
        <translation>Netzteil liefert</translation>
    </message>
    <message>
        <source>with USB power delivery</source>
        <translation>mit USB Power Delivery</translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation>5-V-Eingang</translation>
    </message>
    <message>
        <source>Board draws</source>
        <translation>Board verbraucht</translation>
    </message>
    <message>
        <source>Core voltage</source>
        <translation>Kernspannung</translation>
    </message>
    <message>
        <source>RTC battery</source>
        <translation>RTC-Batterie</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>%1 worn</source>
        <translation>%1 verschlissen</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>on for %1</source>
        <translation>%1 in Betrieb</translation>
    </message>
    <message>
        <source>File systems</source>
        <translation>Dateisysteme</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>UPS</source>
        <translation>USV</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>auf Batterie</translation>
    </message>
    <message>
        <source>on mains power</source>
        <translation>am Netz</translation>
    </message>
    <message>
        <source>lasts %1</source>
        <translation>reicht %1</translation>
    </message>
    <message>
        <source>%1 load</source>
        <translation>%1 Last</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Nicht lesbar</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DevicePanel</name>
    <message>
        <source>This Pi is no longer in the fleet.</source>
        <translation>Dieser Pi gehört nicht mehr zur Flotte.</translation>
    </message>
    <message>
        <source>never read</source>
        <translation>nie gelesen</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::EventListModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetCellText</name>
    <message>
        <source>under-voltage now</source>
        <translation>Unterspannung jetzt</translation>
    </message>
    <message>
        <source>under-voltage since boot</source>
        <translation>Unterspannung seit Start</translation>
    </message>
    <message>
        <source>throttled now</source>
        <translation>jetzt gedrosselt</translation>
    </message>
    <message>
        <source>throttled since boot</source>
        <translation>gedrosselt seit Start</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>auf Batterie</translation>
    </message>
    <message>
        <source>on mains</source>
        <translation>am Netz</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>This device does not tell whether its supply is good.</source>
        <translation>Dieses Gerät meldet nicht, ob seine Versorgung gut ist.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1: now %2, since boot %3</source>
        <translation>%1: jetzt %2, seit dem Start %3</translation>
    </message>
    <message>
        <source>Under-voltage</source>
        <translation>Unterspannung</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>%1: %2 used</source>
        <translation>%1: %2 belegt</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiterer</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Next attempt in %1.</source>
        <translation>Nächster Versuch in %1.</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetModel</name>
    <message>
        <source>No site</source>
        <translation>Kein Standort</translation>
    </message>
    <message>
        <source>Model not known yet</source>
        <translation>Modell noch nicht bekannt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>UPS</source>
        <translation>USV</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n device(s)</source>
        <translation>
            <numerusform>%1, %n Gerät</numerusform>
            <numerusform>%1, %n Geräte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetOverview</name>
    <message>
        <source>No Pis yet</source>
        <translation>Noch keine Pis</translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) need help now</source>
        <translation>
            <numerusform>%n Pi braucht jetzt Hilfe</numerusform>
            <numerusform>%n Pis brauchen jetzt Hilfe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) need attention</source>
        <translation>
            <numerusform>%n Pi ist auffällig</numerusform>
            <numerusform>%n Pis sind auffällig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) cannot be heard</source>
        <translation>
            <numerusform>%n Pi ist nicht zu hören</numerusform>
            <numerusform>%n Pis sind nicht zu hören</numerusform>
        </translation>
    </message>
    <message>
        <source>The Pi is well</source>
        <translation>Dem Pi geht es gut</translation>
    </message>
    <message numerus="yes">
        <source>All %n Pi(s) are well</source>
        <translation>
            <numerusform>%n Pi geht es gut</numerusform>
            <numerusform>Allen %n Pis geht es gut</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is collected: piuptimed does not answer</source>
        <translation>Es wird nichts erfasst: piuptimed antwortet nicht</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Formatting</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>rpm</source>
        <comment>revolutions per minute</comment>
        <translation>U/min</translation>
    </message>
    <message>
        <source>s</source>
        <comment>seconds</comment>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <comment>minutes</comment>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <comment>hours</comment>
        <translation>h</translation>
    </message>
    <message>
        <source>d</source>
        <comment>days</comment>
        <translation>d</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>an age such as 12 s</comment>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::RankingTexts</name>
    <message>
        <source>Highest</source>
        <translation>Höchster Wert</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Niedrigster Wert</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Durchschnitt</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neuester Wert</translation>
    </message>
    <message>
        <source>last 15 minutes</source>
        <translation>letzte 15 Minuten</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>letzte Stunde</translation>
    </message>
    <message>
        <source>last 6 hours</source>
        <translation>letzte 6 Stunden</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>letzte 24 Stunden</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>letzte 7 Tage</translation>
    </message>
    <message>
        <source>last 30 days</source>
        <translation>letzte 30 Tage</translation>
    </message>
    <message>
        <source>all that was measured</source>
        <translation>alles Gemessene</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>Highest, last 7 days</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a Pi and its disk or interface</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Lowest %1</source>
        <translation>Niedrigster Wert %1</translation>
    </message>
    <message>
        <source>Average %1</source>
        <translation>Durchschnitt %1</translation>
    </message>
    <message>
        <source>Highest %1</source>
        <translation>Höchster Wert %1</translation>
    </message>
    <message>
        <source>Newest %1</source>
        <translation>Neuester Wert %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln measurement(s)</source>
        <translation>
            <numerusform>%Ln Messung</numerusform>
            <numerusform>%Ln Messungen</numerusform>
        </translation>
    </message>
    <message>
        <source>No longer in the fleet</source>
        <translation>Nicht mehr in der Flotte</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Surroundings</name>
    <message>
        <source>nothing heard yet</source>
        <translation>noch nichts gehört</translation>
    </message>
    <message>
        <source>silent for %1</source>
        <translation>stumm seit %1</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Texts</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>CPU core</source>
        <translation>CPU-Kern</translation>
    </message>
    <message>
        <source>Load, 1 minute</source>
        <translation>Last, 1 Minute</translation>
    </message>
    <message>
        <source>Load, 5 minutes</source>
        <translation>Last, 5 Minuten</translation>
    </message>
    <message>
        <source>Load, 15 minutes</source>
        <translation>Last, 15 Minuten</translation>
    </message>
    <message>
        <source>Running processes</source>
        <translation>Laufende Prozesse</translation>
    </message>
    <message>
        <source>CPU pressure</source>
        <translation>CPU-Druck</translation>
    </message>
    <message>
        <source>Memory pressure</source>
        <translation>Speicherdruck</translation>
    </message>
    <message>
        <source>I/O pressure</source>
        <translation>E/A-Druck</translation>
    </message>
    <message>
        <source>Memory, total</source>
        <translation>Arbeitsspeicher, gesamt</translation>
    </message>
    <message>
        <source>Memory, used</source>
        <translation>Arbeitsspeicher, belegt</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Swap, total</source>
        <translation>Swap, gesamt</translation>
    </message>
    <message>
        <source>Swap, used</source>
        <translation>Swap, belegt</translation>
    </message>
    <message>
        <source>SoC temperature</source>
        <translation>SoC-Temperatur</translation>
    </message>
    <message>
        <source>PMIC temperature</source>
        <translation>PMIC-Temperatur</translation>
    </message>
    <message>
        <source>Zone temperature</source>
        <translation>Zonentemperatur</translation>
    </message>
    <message>
        <source>CPU clock, requested</source>
        <translation>CPU-Takt, angefordert</translation>
    </message>
    <message>
        <source>ARM clock, measured</source>
        <translation>ARM-Takt, gemessen</translation>
    </message>
    <message>
        <source>Core voltage</source>
        <translation>Kernspannung</translation>
    </message>
    <message>
        <source>Throttle bits</source>
        <translation>Drosselungsbits</translation>
    </message>
    <message>
        <source>Under-voltage, last 2 seconds</source>
        <translation>Unterspannung, letzte 2 Sekunden</translation>
    </message>
    <message>
        <source>Fan</source>
        <translation>Lüfter</translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation>5-V-Eingang</translation>
    </message>
    <message>
        <source>Board power</source>
        <translation>Leistungsaufnahme</translation>
    </message>
    <message>
        <source>Rail voltage</source>
        <translation>Schienenspannung</translation>
    </message>
    <message>
        <source>Rail current</source>
        <translation>Schienenstrom</translation>
    </message>
    <message>
        <source>RTC battery</source>
        <translation>RTC-Batterie</translation>
    </message>
    <message>
        <source>File system, size</source>
        <translation>Dateisystem, Größe</translation>
    </message>
    <message>
        <source>File system, used</source>
        <translation>Dateisystem, belegt</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>Dateisystem</translation>
    </message>
    <message>
        <source>Disk reads</source>
        <translation>Datenträger, gelesen</translation>
    </message>
    <message>
        <source>Disk writes</source>
        <translation>Datenträger, geschrieben</translation>
    </message>
    <message>
        <source>Disk busy</source>
        <translation>Datenträger, ausgelastet</translation>
    </message>
    <message>
        <source>Written since boot</source>
        <translation>Geschrieben seit Start</translation>
    </message>
    <message>
        <source>Wear</source>
        <translation>Verschleiß</translation>
    </message>
    <message>
        <source>Disk temperature</source>
        <translation>Datenträger-Temperatur</translation>
    </message>
    <message>
        <source>Disk, power-on time</source>
        <translation>Datenträger, Betriebszeit</translation>
    </message>
    <message>
        <source>Written in its life</source>
        <translation>Insgesamt geschrieben</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Network errors</source>
        <translation>Netzwerkfehler</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Link speed</source>
        <translation>Verbindungsgeschwindigkeit</translation>
    </message>
    <message>
        <source>Wi-Fi signal</source>
        <translation>WLAN-Signal</translation>
    </message>
    <message>
        <source>Wi-Fi quality</source>
        <translation>WLAN-Qualität</translation>
    </message>
    <message>
        <source>UPS charge</source>
        <translation>USV-Ladung</translation>
    </message>
    <message>
        <source>UPS voltage</source>
        <translation>USV-Spannung</translation>
    </message>
    <message>
        <source>UPS current</source>
        <translation>USV-Strom</translation>
    </message>
    <message>
        <source>UPS load</source>
        <translation>USV-Last</translation>
    </message>
    <message>
        <source>UPS runtime</source>
        <translation>USV-Restlaufzeit</translation>
    </message>
    <message>
        <source>UPS input</source>
        <translation>USV-Eingang</translation>
    </message>
    <message>
        <source>On battery</source>
        <translation>Auf Batterie</translation>
    </message>
    <message>
        <source>Ambient temperature</source>
        <translation>Umgebungstemperatur</translation>
    </message>
    <message>
        <source>Humidity</source>
        <translation>Luftfeuchte</translation>
    </message>
    <message>
        <source>Air pressure</source>
        <translation>Luftdruck</translation>
    </message>
    <message>
        <source>Door or window open</source>
        <translation>Tür oder Fenster offen</translation>
    </message>
    <message>
        <source>Tampering</source>
        <translation>Sabotage</translation>
    </message>
    <message>
        <source>Vibration</source>
        <translation>Erschütterung</translation>
    </message>
    <message>
        <source>Sensor battery</source>
        <translation>Sensorbatterie</translation>
    </message>
    <message>
        <source>Power at the outlet</source>
        <translation>Leistung an der Steckdose</translation>
    </message>
    <message>
        <source>Voltage at the outlet</source>
        <translation>Spannung an der Steckdose</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Failed units</source>
        <translation>Fehlgeschlagene Units</translation>
    </message>
    <message>
        <source>Updates pending</source>
        <translation>Ausstehende Updates</translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation>Uhrabweichung</translation>
    </message>
    <message>
        <source>Reading time</source>
        <translation>Dauer der Messung</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Rebooted</source>
        <translation>Neu gestartet</translation>
    </message>
    <message>
        <source>Clock jumped</source>
        <translation>Uhr gesprungen</translation>
    </message>
    <message>
        <source>Health changed</source>
        <translation>Zustand geändert</translation>
    </message>
    <message>
        <source>Under-voltage</source>
        <translation>Unterspannung</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>On mains power</source>
        <translation>Am Netz</translation>
    </message>
    <message>
        <source>Host key accepted</source>
        <translation>Host-Schlüssel akzeptiert</translation>
    </message>
    <message>
        <source>Host key changed</source>
        <translation>Host-Schlüssel geändert</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>History has a gap</source>
        <translation>Verlauf hat eine Lücke</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation>Betriebssystem</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>CPU cores</source>
        <translation>CPU-Kerne</translation>
    </message>
    <message>
        <source>Boot ID</source>
        <translation>Boot-ID</translation>
    </message>
    <message>
        <source>Root device</source>
        <translation>Root-Gerät</translation>
    </message>
    <message>
        <source>Boots from</source>
        <translation>Startet von</translation>
    </message>
    <message>
        <source>Bootloader</source>
        <translation>Bootloader</translation>
    </message>
    <message>
        <source>Bootloader update</source>
        <translation>Bootloader-Aktualisierung</translation>
    </message>
    <message>
        <source>CPU governor</source>
        <translation>CPU-Governor</translation>
    </message>
    <message>
        <source>Supply current, mA</source>
        <translation>Netzteilstrom, mA</translation>
    </message>
    <message>
        <source>USB power delivery</source>
        <translation>USB Power Delivery</translation>
    </message>
    <message>
        <source>USB full current</source>
        <translation>USB mit vollem Strom</translation>
    </message>
    <message>
        <source>USB over-current at boot</source>
        <translation>USB-Überstrom beim Start</translation>
    </message>
    <message>
        <source>Reset reason</source>
        <translation>Reset-Grund</translation>
    </message>
    <message>
        <source>Time synchronised</source>
        <translation>Zeit synchronisiert</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-Adresse</translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation>IP-Adressen</translation>
    </message>
    <message>
        <source>Wi-Fi network</source>
        <translation>WLAN</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Disk kind</source>
        <translation>Datenträgerart</translation>
    </message>
    <message>
        <source>Disk health</source>
        <translation>Datenträgerzustand</translation>
    </message>
    <message>
        <source>Disk end of life</source>
        <translation>Datenträger-Lebensende</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Failed service</source>
        <translation>Fehlgeschlagener Dienst</translation>
    </message>
    <message>
        <source>UPS status</source>
        <translation>USV-Status</translation>
    </message>
    <message>
        <source>UPS model</source>
        <translation>USV-Modell</translation>
    </message>
    <message>
        <source>Source problem</source>
        <translation>Problem der Quelle</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Auffällig</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation>Noch nicht gelesen.</translation>
    </message>
    <message>
        <source>No news for %1; the last values are shown.</source>
        <translation>Seit %1 nichts Neues; die letzten Werte werden gezeigt.</translation>
    </message>
    <message>
        <source>The supply voltage is too low right now.</source>
        <translation>Die Versorgungsspannung ist gerade zu niedrig.</translation>
    </message>
    <message>
        <source>The supply voltage dipped in the last two seconds.</source>
        <translation>Die Versorgungsspannung ist in den letzten zwei Sekunden eingebrochen.</translation>
    </message>
    <message>
        <source>The supply voltage was too low at some time since boot.</source>
        <translation>Die Versorgungsspannung war seit dem Start zeitweise zu niedrig.</translation>
    </message>
    <message>
        <source>Throttled right now.</source>
        <translation>Gerade gedrosselt.</translation>
    </message>
    <message>
        <source>Was throttled at some time since boot.</source>
        <translation>War seit dem Start zeitweise gedrosselt.</translation>
    </message>
    <message>
        <source>The CPU clock is capped right now.</source>
        <translation>Der CPU-Takt ist gerade begrenzt.</translation>
    </message>
    <message>
        <source>The CPU clock was capped at some time since boot.</source>
        <translation>Der CPU-Takt war seit dem Start zeitweise begrenzt.</translation>
    </message>
    <message>
        <source>At the soft temperature limit right now.</source>
        <translation>Gerade an der weichen Temperaturgrenze.</translation>
    </message>
    <message>
        <source>Reached the soft temperature limit at some time since boot.</source>
        <translation>Hat seit dem Start zeitweise die weiche Temperaturgrenze erreicht.</translation>
    </message>
    <message>
        <source>The SoC is hot: %1.</source>
        <translation>Der SoC ist heiß: %1.</translation>
    </message>
    <message>
        <source>The 5 V input is low: %1.</source>
        <translation>Der 5-V-Eingang ist niedrig: %1.</translation>
    </message>
    <message>
        <source>%1 is %2 full.</source>
        <translation>%1 ist zu %2 voll.</translation>
    </message>
    <message>
        <source>%1 is mounted read-only.</source>
        <translation>%1 ist schreibgeschützt eingehängt.</translation>
    </message>
    <message>
        <source>%1 has used %2 of its rated life.</source>
        <translation>%1 hat %2 der vorgesehenen Lebensdauer verbraucht.</translation>
    </message>
    <message>
        <source>%1 reports that it is failing.</source>
        <translation>%1 meldet seinen bevorstehenden Ausfall.</translation>
    </message>
    <message>
        <source>Memory is short: %1 used.</source>
        <translation>Der Arbeitsspeicher ist knapp: %1 belegt.</translation>
    </message>
    <message>
        <source>UPS %1 runs on battery.</source>
        <translation>USV %1 läuft auf Batterie.</translation>
    </message>
    <message>
        <source>UPS %1 runs on battery, %2 left.</source>
        <translation>USV %1 läuft auf Batterie, noch %2.</translation>
    </message>
    <message>
        <source>The battery of UPS %1 is low.</source>
        <translation>Die Batterie der USV %1 ist schwach.</translation>
    </message>
    <message>
        <source>The battery of UPS %1 is low: %2.</source>
        <translation>Die Batterie der USV %1 ist schwach: %2.</translation>
    </message>
    <message>
        <source>Service %1 failed.</source>
        <translation>Dienst %1 ist fehlgeschlagen.</translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) failed.</source>
        <translation>
            <numerusform>%n Dienst ist fehlgeschlagen.</numerusform>
            <numerusform>%n Dienste sind fehlgeschlagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The clock is not synchronised; it is off by %1.</source>
        <translation>Die Uhr ist nicht synchronisiert; sie geht um %1 falsch.</translation>
    </message>
    <message>
        <source>The fan stands still.</source>
        <translation>Der Lüfter steht still.</translation>
    </message>
    <message>
        <source>Fan %1 stands still.</source>
        <translation>Lüfter %1 steht still.</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 ließ sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>Everything measured is in order.</source>
        <translation>Alles Gemessene ist in Ordnung.</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Needs your answer</source>
        <translation>Braucht eine Antwort</translation>
    </message>
    <message>
        <source>Unreachable, will try again</source>
        <translation>Nicht erreichbar, wird erneut versucht</translation>
    </message>
    <message>
        <source>Blocked until you act</source>
        <translation>Blockiert, bis jemand eingreift</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort rechtzeitig</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Anmeldung abgelehnt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>Conflicts with something that exists</source>
        <translation>Widerspricht etwas Vorhandenem</translation>
    </message>
    <message>
        <source>Too much at once</source>
        <translation>Zu viel auf einmal</translation>
    </message>
    <message>
        <source>The answer made no sense</source>
        <translation>Die Antwort ergab keinen Sinn</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Something failed on this computer</source>
        <translation>Auf diesem Computer ist etwas fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Check that the Pi has power and that the network between is not overloaded.</source>
        <translation>Prüfen, ob der Pi Strom hat und das Netzwerk dazwischen nicht überlastet ist.</translation>
    </message>
    <message>
        <source>Check power, cable or Wi-Fi, the address, and that SSH is enabled on the Pi.</source>
        <translation>Strom, Kabel oder WLAN und die Adresse prüfen, und ob SSH auf dem Pi eingeschaltet ist.</translation>
    </message>
    <message>
        <source>Check the user name, and the key or password. Then try again.</source>
        <translation>Benutzernamen und Schlüssel oder Passwort prüfen. Dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Check the name or address for a typing mistake.</source>
        <translation>Name oder Adresse auf Tippfehler prüfen.</translation>
    </message>
    <message>
        <source>Correct the entry and try again.</source>
        <translation>Die Eingabe korrigieren und erneut versuchen.</translation>
    </message>
    <message>
        <source>Look at the existing entry, then decide which one to keep.</source>
        <translation>Den vorhandenen Eintrag ansehen und entscheiden, welcher bleibt.</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>Einen Moment warten und erneut versuchen.</translation>
    </message>
    <message>
        <source>Check that the address belongs to a Pi and that its shell starts without printing anything.</source>
        <translation>Prüfen, ob die Adresse zu einem Pi gehört und seine Shell startet, ohne etwas auszugeben.</translation>
    </message>
    <message>
        <source>Start it again if it is still wanted.</source>
        <translation>Bei Bedarf erneut starten.</translation>
    </message>
    <message>
        <source>Look at the log of this program for details.</source>
        <translation>Einzelheiten stehen im Protokoll dieses Programms.</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Clock capped</source>
        <translation>Takt begrenzt</translation>
    </message>
    <message>
        <source>Soft temperature limit</source>
        <translation>Weiche Temperaturgrenze</translation>
    </message>
    <message>
        <source>Network UPS Tools (upsc)</source>
        <translation>Network UPS Tools (upsc)</translation>
    </message>
    <message>
        <source>UPS HAT with INA219</source>
        <translation>USV-HAT mit INA219</translation>
    </message>
    <message>
        <source>UPS HAT with MAX17040 or MAX17048</source>
        <translation>USV-HAT mit MAX17040 oder MAX17048</translation>
    </message>
    <message>
        <source>PiSugar</source>
        <translation>PiSugar</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>from one state to another</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Waits for its first message</source>
        <translation>Wartet auf die erste Nachricht</translation>
    </message>
    <message>
        <source>Reporting</source>
        <translation>Meldet sich</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Check that the Pi has power, that what reports on it is running, and that it reaches its broker.</source>
        <translation>Prüfen, ob der Pi Strom hat, ob das Programm auf ihm läuft, das ihn meldet, und ob es den Broker erreicht.</translation>
    </message>
    <message>
        <source>reports over MQTT as %1</source>
        <translation>meldet sich über MQTT als %1</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Door or window</source>
        <translation>Tür oder Fenster</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batterie</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>Spannung</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>somebody moves or opens it</source>
        <translation>jemand bewegt oder öffnet ihn</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no tampering</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>felt</source>
        <comment>vibration</comment>
        <translation>spürbar</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no vibration</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Gateway requests</source>
        <translation>Gateway-Anfragen</translation>
    </message>
    <message>
        <source>Gateway failures</source>
        <translation>Gateway-Fehler</translation>
    </message>
    <message>
        <source>Gateway latency, median</source>
        <translation>Gateway-Latenz, Median</translation>
    </message>
    <message>
        <source>Gateway latency, 99 %</source>
        <translation>Gateway-Latenz, 99 %</translation>
    </message>
    <message>
        <source>Gateway traffic</source>
        <translation>Gateway-Verkehr</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::TrafficModel</name>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Sieht aus wie</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Latest payload</source>
        <translation>Letzter Inhalt</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::WallModel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
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
            <numerusform>%1, %n Gerät</numerusform>
            <numerusform>%1, %n Geräte</numerusform>
        </translation>
    </message>
    <message>
        <source>never heard</source>
        <translation>nie gehört</translation>
    </message>
    <message>
        <source>silent for %1</source>
        <translation>still seit %1</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::gateway::GatewayPanel</name>
    <message>
        <source>Looking for a gateway …</source>
        <translation>Gateway wird gesucht …</translation>
    </message>
    <message>
        <source>No gateway runs here.</source>
        <translation>Hier läuft kein Gateway.</translation>
    </message>
    <message>
        <source>The gateway cannot be asked.</source>
        <translation>Das Gateway kann nicht gefragt werden.</translation>
    </message>
    <message>
        <source>What is shown was told %1: %2</source>
        <translation>Gezeigt wird, was %1 gemeldet wurde: %2</translation>
    </message>
    <message>
        <source>Its file is not what is in use: %1</source>
        <translation>In Gebrauch ist nicht, was in seiner Datei steht: %1</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Requests in all</source>
        <translation>Anfragen insgesamt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>breaker %1</source>
        <translation>Sicherung %1</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::gateway::GatewayTexts</name>
    <message>
        <source>well</source>
        <translation>gesund</translation>
    </message>
    <message>
        <source>left alone</source>
        <translation>in Ruhe gelassen</translation>
    </message>
    <message>
        <source>not well</source>
        <translation>nicht gesund</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>herausgenommen</translation>
    </message>
    <message>
        <source>It takes requests.</source>
        <translation>Er nimmt Anfragen an.</translation>
    </message>
    <message>
        <source>Requests to it failed too often; it is left alone for a while.</source>
        <translation>Anfragen an ihn scheiterten zu oft; er wird eine Weile in Ruhe gelassen.</translation>
    </message>
    <message>
        <source>Its health checks fail; it is asked again and again.</source>
        <translation>Seine Prüfungen scheitern; er wird immer wieder gefragt.</translation>
    </message>
    <message>
        <source>A person took it out: requests under way end, new ones go elsewhere.</source>
        <translation>Jemand hat ihn herausgenommen: laufende Anfragen enden, neue gehen anderswohin.</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>trying</source>
        <translation>versucht es</translation>
    </message>
    <message>
        <source>HTTP on a port for HTTPS</source>
        <translation>HTTP an einem Port für HTTPS</translation>
    </message>
    <message>
        <source>no common TLS</source>
        <translation>kein gemeinsames TLS</translation>
    </message>
    <message>
        <source>TLS handshake too slow</source>
        <translation>TLS-Handshake zu langsam</translation>
    </message>
    <message>
        <source>no client certificate</source>
        <translation>kein Client-Zertifikat</translation>
    </message>
    <message>
        <source>client certificate refused</source>
        <translation>Client-Zertifikat abgelehnt</translation>
    </message>
    <message>
        <source>request too slow</source>
        <translation>Anfrage zu langsam</translation>
    </message>
    <message>
        <source>body too slow</source>
        <translation>Inhalt zu langsam</translation>
    </message>
    <message>
        <source>client did not read</source>
        <translation>Client las nicht</translation>
    </message>
    <message>
        <source>client left early</source>
        <translation>Client ging zu früh</translation>
    </message>
    <message>
        <source>body too large</source>
        <translation>Inhalt zu groß</translation>
    </message>
    <message>
        <source>head too large</source>
        <translation>Kopf zu groß</translation>
    </message>
    <message>
        <source>no route</source>
        <translation>keine Route</translation>
    </message>
    <message>
        <source>method not allowed</source>
        <translation>Methode nicht erlaubt</translation>
    </message>
    <message>
        <source>too many clients</source>
        <translation>zu viele Clients</translation>
    </message>
    <message>
        <source>too many connections from one address</source>
        <translation>zu viele Verbindungen einer Adresse</translation>
    </message>
    <message>
        <source>idle while others needed its place</source>
        <translation>untätig, während andere den Platz brauchten</translation>
    </message>
    <message>
        <source>no upstream takes requests</source>
        <translation>kein Upstream nimmt Anfragen</translation>
    </message>
    <message>
        <source>upstream unreachable</source>
        <translation>Upstream nicht erreichbar</translation>
    </message>
    <message>
        <source>upstream not reached in time</source>
        <translation>Upstream nicht rechtzeitig erreicht</translation>
    </message>
    <message>
        <source>upstream not trusted</source>
        <translation>Upstream nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>upstream did not answer in time</source>
        <translation>Upstream antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>upstream stopped amid its answer</source>
        <translation>Upstream stockte in der Antwort</translation>
    </message>
    <message>
        <source>upstream hung up</source>
        <translation>Upstream legte auf</translation>
    </message>
    <message>
        <source>upstream sent rubbish</source>
        <translation>Upstream sandte Unsinn</translation>
    </message>
    <message>
        <source>upstream cut its answer</source>
        <translation>Upstream brach die Antwort ab</translation>
    </message>
    <message>
        <source>upstream left alone</source>
        <translation>Upstream in Ruhe gelassen</translation>
    </message>
    <message>
        <source>took too long</source>
        <translation>dauerte zu lange</translation>
    </message>
    <message>
        <source>gateway out of descriptors</source>
        <translation>Gateway ohne freie Deskriptoren</translation>
    </message>
    <message>
        <source>address refused</source>
        <translation>Adresse abgelehnt</translation>
    </message>
    <message>
        <source>origin refused</source>
        <translation>Herkunft abgelehnt</translation>
    </message>
    <message>
        <source>no credentials</source>
        <translation>keine Anmeldedaten</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>unbekannter Schlüssel</translation>
    </message>
    <message>
        <source>expired key</source>
        <translation>abgelaufener Schlüssel</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>falsches Passwort</translation>
    </message>
    <message>
        <source>token refused</source>
        <translation>Token abgelehnt</translation>
    </message>
    <message>
        <source>consumer refused</source>
        <translation>Nutzer abgelehnt</translation>
    </message>
    <message>
        <source>scope missing</source>
        <translation>Berechtigung fehlt</translation>
    </message>
    <message>
        <source>too fast</source>
        <translation>zu schnell</translation>
    </message>
    <message>
        <source>quota used up</source>
        <translation>Kontingent verbraucht</translation>
    </message>
    <message>
        <source>too many at once</source>
        <translation>zu viele zugleich</translation>
    </message>
    <message>
        <source>by turns</source>
        <translation>reihum</translation>
    </message>
    <message>
        <source>fewest requests under way</source>
        <translation>wenigste laufende Anfragen</translation>
    </message>
    <message>
        <source>least latency</source>
        <translation>kürzeste Latenz</translation>
    </message>
    <message>
        <source>the same key to the same endpoint</source>
        <translation>gleicher Schlüssel, gleicher Endpunkt</translation>
    </message>
    <message>
        <source>No configuration is in use.</source>
        <translation>Keine Konfiguration ist in Gebrauch.</translation>
    </message>
    <message>
        <source>Nothing is served: %1</source>
        <translation>Nichts wird bedient: %1</translation>
    </message>
    <message>
        <source>The configuration is served at %1.</source>
        <translation>Die Konfiguration wird bedient an %1.</translation>
    </message>
    <message>
        <source>Version %1 is served at %2.</source>
        <translation>Version %1 wird bedient an %2.</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>hot</source>
        <translation>heiß</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>auf Batterie</translation>
    </message>
    <message>
        <source>low on memory</source>
        <translation>wenig Speicher</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>malformed request line</source>
        <translation>fehlerhafte Anfragezeile</translation>
    </message>
    <message>
        <source>malformed method</source>
        <translation>fehlerhafte Methode</translation>
    </message>
    <message>
        <source>malformed address</source>
        <translation>fehlerhafte Adresse</translation>
    </message>
    <message>
        <source>ambiguous path</source>
        <translation>mehrdeutiger Pfad</translation>
    </message>
    <message>
        <source>malformed HTTP version</source>
        <translation>fehlerhafte HTTP-Version</translation>
    </message>
    <message>
        <source>HTTP version not spoken here</source>
        <translation>HTTP-Version wird hier nicht gesprochen</translation>
    </message>
    <message>
        <source>malformed status line</source>
        <translation>fehlerhafte Statuszeile</translation>
    </message>
    <message>
        <source>line without CR LF</source>
        <translation>Zeile ohne CR LF</translation>
    </message>
    <message>
        <source>control character in the head</source>
        <translation>Steuerzeichen im Kopf</translation>
    </message>
    <message>
        <source>field over several lines</source>
        <translation>Feld über mehrere Zeilen</translation>
    </message>
    <message>
        <source>malformed field name</source>
        <translation>fehlerhafter Feldname</translation>
    </message>
    <message>
        <source>space before a colon</source>
        <translation>Leerzeichen vor einem Doppelpunkt</translation>
    </message>
    <message>
        <source>request line too long</source>
        <translation>Anfragezeile zu lang</translation>
    </message>
    <message>
        <source>field too long</source>
        <translation>Feld zu lang</translation>
    </message>
    <message>
        <source>too many fields</source>
        <translation>zu viele Felder</translation>
    </message>
    <message>
        <source>no host named</source>
        <translation>kein Host genannt</translation>
    </message>
    <message>
        <source>host named twice</source>
        <translation>Host doppelt genannt</translation>
    </message>
    <message>
        <source>malformed host</source>
        <translation>fehlerhafter Host</translation>
    </message>
    <message>
        <source>two different hosts named</source>
        <translation>zwei verschiedene Hosts genannt</translation>
    </message>
    <message>
        <source>unknown expectation</source>
        <translation>unbekannte Erwartung</translation>
    </message>
    <message>
        <source>upgrade with a body</source>
        <translation>Protokollwechsel mit Inhalt</translation>
    </message>
    <message>
        <source>malformed length</source>
        <translation>fehlerhafte Länge</translation>
    </message>
    <message>
        <source>length given twice</source>
        <translation>Länge doppelt angegeben</translation>
    </message>
    <message>
        <source>length and coding contradict</source>
        <translation>Länge und Kodierung widersprechen sich</translation>
    </message>
    <message>
        <source>malformed transfer coding</source>
        <translation>fehlerhafte Transferkodierung</translation>
    </message>
    <message>
        <source>unknown transfer coding</source>
        <translation>unbekannte Transferkodierung</translation>
    </message>
    <message>
        <source>transfer coding in HTTP/1.0</source>
        <translation>Transferkodierung in HTTP/1.0</translation>
    </message>
    <message>
        <source>malformed chunk size</source>
        <translation>fehlerhafte Stückgröße</translation>
    </message>
    <message>
        <source>malformed chunk</source>
        <translation>fehlerhaftes Stück</translation>
    </message>
    <message>
        <source>chunk extensions too long</source>
        <translation>Zusätze eines Stücks zu lang</translation>
    </message>
    <message>
        <source>field not allowed in a trailer</source>
        <translation>Feld im Nachspann nicht erlaubt</translation>
    </message>
    <message>
        <source>trailer too large</source>
        <translation>Nachspann zu groß</translation>
    </message>
    <message>
        <source>too many TLS handshakes</source>
        <translation>zu viele TLS-Handshakes</translation>
    </message>
    <message>
        <source>malformed HTTP/2</source>
        <translation>fehlerhaftes HTTP/2</translation>
    </message>
    <message>
        <source>flood of HTTP/2 frames</source>
        <translation>Flut von HTTP/2-Frames</translation>
    </message>
    <message>
        <source>no such API version</source>
        <translation>API-Version gibt es nicht</translation>
    </message>
    <message>
        <source>API retired</source>
        <translation>API abgeschaltet</translation>
    </message>
    <message>
        <source>credentials given twice</source>
        <translation>Zugangsdaten doppelt angegeben</translation>
    </message>
    <message>
        <source>unknown certificate</source>
        <translation>unbekanntes Zertifikat</translation>
    </message>
    <message>
        <source>keys of the issuer missing</source>
        <translation>Schlüssel des Ausstellers fehlen</translation>
    </message>
    <message>
        <source>too many passwords to check</source>
        <translation>zu viele Passwörter zu prüfen</translation>
    </message>
    <message>
        <source>the cache answered %1 of what it was asked, and holds %2</source>
        <translation>der Cache beantwortete %1 seiner Anfragen und hält %2</translation>
    </message>
    <message>
        <source>&lt; 1 ms</source>
        <translation>&lt; 1 ms</translation>
    </message>
    <message>
        <source>name unknown</source>
        <translation>Name unbekannt</translation>
    </message>
    <message>
        <source>It takes no requests: nobody knows where a host of this name is. It is looked up again and again.</source>
        <translation>Er bekommt keine Anfragen: Niemand weiß, wo ein Host dieses Namens ist. Der Name wird immer wieder nachgeschlagen.</translation>
    </message>
    <message>
        <source>malformed JSON</source>
        <translation>fehlerhaftes JSON</translation>
    </message>
    <message>
        <source>compressed JSON</source>
        <translation>komprimiertes JSON</translation>
    </message>
    <message>
        <source>upstream&apos;s JSON cannot be changed</source>
        <translation>JSON des Upstreams nicht änderbar</translation>
    </message>
    <message>
        <source>too many bodies at once</source>
        <translation>zu viele Inhalte zugleich</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>genehmigt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>Limits are shared through Redis at %1.</source>
        <translation>Limits werden über Redis bei %1 gemeinsam gezählt.</translation>
    </message>
    <message>
        <source>Limits are not shared, this gateway counts for itself; Redis at %1: %2</source>
        <translation>Limits werden nicht gemeinsam gezählt, dieses Gateway zählt für sich allein; Redis bei %1: %2</translation>
    </message>
    <message>
        <source>developer pages</source>
        <translation>Entwicklerseiten</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
</context>
</TS>
