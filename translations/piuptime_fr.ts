<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AcknowledgeButton</name>
    <message>
        <source>Acknowledge the alarm</source>
        <translation>Acquitter l’alarme</translation>
    </message>
</context>
<context>
    <name>ActionRow</name>
    <message>
        <source>Unlock to operate</source>
        <translation>Déverrouiller pour agir</translation>
    </message>
    <message>
        <source>View only: no PIN is set</source>
        <translation>Consultation seule : aucun code PIN</translation>
    </message>
    <message>
        <source>Reboot</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>Éteindre</translation>
    </message>
    <message>
        <source>Lock (%1 s)</source>
        <translation>Verrouiller (%1 s)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Asking the Pi …</source>
        <translation>Demande au Pi…</translation>
    </message>
</context>
<context>
    <name>DevicePage</name>
    <message>
        <source>Back to the fleet</source>
        <translation>Retour au parc</translation>
    </message>
    <message>
        <source>The Pi before</source>
        <translation>Pi précédent</translation>
    </message>
    <message>
        <source>The next Pi</source>
        <translation>Pi suivant</translation>
    </message>
</context>
<context>
    <name>EventRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
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
        <translation>Rien ne s’est encore passé.</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
</context>
<context>
    <name>FindKey</name>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Begins with …</source>
        <translation>Commence par …</translation>
    </message>
    <message>
        <source>Take the last key back</source>
        <translation>Annuler la dernière touche</translation>
    </message>
    <message>
        <source>No Pis yet</source>
        <translation>Pas encore de Pi</translation>
    </message>
</context>
<context>
    <name>GatewayPage</name>
    <message>
        <source>A gateway is one guarded door to the services on the Pis. It runs once its configuration is put into use at a desk, or with piuptimectl gateway apply.</source>
        <translation>Une passerelle est une porte gardée vers les services des Pi. Elle tourne dès que sa configuration est mise en service depuis un bureau, ou avec piuptimectl gateway apply.</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>Serveurs amont</translation>
    </message>
</context>
<context>
    <name>GraphGrid</name>
    <message>
        <source>Show a shorter time</source>
        <translation>Afficher une durée plus courte</translation>
    </message>
    <message>
        <source>Show a longer time</source>
        <translation>Afficher une durée plus longue</translation>
    </message>
    <message>
        <source>Back in time</source>
        <translation>Reculer dans le temps</translation>
    </message>
    <message>
        <source>Forward in time</source>
        <translation>Avancer dans le temps</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
</context>
<context>
    <name>GraphPanel</name>
    <message>
        <source>Reading the history …</source>
        <translation>Lecture de l’historique…</translation>
    </message>
    <message>
        <source>Nothing was measured in this time.</source>
        <translation>Rien n’a été mesuré pendant ce temps.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>%1, hold to confirm</source>
        <translation>%1, maintenir pour confirmer</translation>
    </message>
    <message>
        <source>Hold …</source>
        <translation>Maintenir…</translation>
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
        <translation>Parc</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>This Pi</source>
        <translation>Ce Pi</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Passerelle</translation>
    </message>
</context>
<context>
    <name>Peek</name>
    <message>
        <source>Open with graphs</source>
        <translation>Ouvrir avec les courbes</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Acquitter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <source>Wait %n second(s).</source>
        <translation>
            <numerusform>Attendre %n seconde.</numerusform>
            <numerusform>Attendre %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>New PIN for operating, 4 to 12 digits</source>
        <translation>Nouveau code PIN de commande, 4 à 12 chiffres</translation>
    </message>
    <message>
        <source>New PIN for acknowledging, 4 to 12 digits</source>
        <translation>Nouveau code PIN d’acquittement, 4 à 12 chiffres</translation>
    </message>
    <message>
        <source>PIN for operating</source>
        <translation>Code PIN de commande</translation>
    </message>
    <message>
        <source>PIN for acknowledging</source>
        <translation>Code PIN d’acquittement</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Valider</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>RestartButton</name>
    <message>
        <source>Restart %1</source>
        <translation>Redémarrer %1</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Unlock to change settings</source>
        <translation>Déverrouiller pour modifier</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>By the hour</source>
        <translation>Selon l’heure</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Nuit</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>Read from a distance of</source>
        <translation>Lu à une distance de</translation>
    </message>
    <message>
        <source>%L1 m</source>
        <translation>%L1 m</translation>
    </message>
    <message>
        <source>Turn pages every</source>
        <translation>Changer de page toutes les</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
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
        <translation>S’éteindre si personne n’y touche pendant</translation>
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
        <translation>Luminosité la nuit</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Sound for alarms</source>
        <translation>Son pour les alarmes</translation>
    </message>
    <message>
        <source>Sound for alarms. %1</source>
        <translation>Son pour les alarmes. %1</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Activé</translation>
    </message>
    <message>
        <source>Change the PIN for operating</source>
        <translation>Changer le code PIN de commande</translation>
    </message>
    <message>
        <source>Change the PIN for acknowledging</source>
        <translation>Changer le code PIN d’acquittement</translation>
    </message>
    <message>
        <source>Remove the PIN for acknowledging</source>
        <translation>Supprimer le code PIN d’acquittement</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>No PIN is set, so this screen shows Pis and does nothing to them. To set one, type on this Pi, as the user who runs the screen:</source>
        <translation>Aucun code PIN n’est défini : cet écran montre les Pi et ne leur fait rien. Pour en définir un, saisir sur ce Pi, avec l’utilisateur de l’écran :</translation>
    </message>
    <message>
        <source>Night from and to: the same, so there is none</source>
        <translation>Nuit de et à : identiques, donc aucune</translation>
    </message>
    <message>
        <source>Night from and to</source>
        <translation>Nuit de et à</translation>
    </message>
    <message>
        <source>Night begins earlier</source>
        <translation>La nuit commence plus tôt</translation>
    </message>
    <message>
        <source>Night begins later</source>
        <translation>La nuit commence plus tard</translation>
    </message>
    <message>
        <source>Night ends earlier</source>
        <translation>La nuit finit plus tôt</translation>
    </message>
    <message>
        <source>Night ends later</source>
        <translation>La nuit finit plus tard</translation>
    </message>
</context>
<context>
    <name>SummaryBar</name>
    <message>
        <source>Acknowledge</source>
        <translation>Acquitter</translation>
    </message>
</context>
<context>
    <name>ThisPiPage</name>
    <message>
        <source>This machine is not part of the fleet.</source>
        <translation>Cette machine ne fait pas partie du parc.</translation>
    </message>
</context>
<context>
    <name>WallPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>No Pis yet</source>
        <translation>Pas encore de Pi</translation>
    </message>
    <message>
        <source>Add them in the console on a desk, or write them into piuptime.toml. Pis with the agent appear by themselves.</source>
        <translation>Les ajouter dans la console de bureau ou les écrire dans piuptime.toml. Les Pi munis de l’agent apparaissent d’eux-mêmes.</translation>
    </message>
</context>
<context>
    <name>piuptime::ctl</name>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>%1 maintenant</translation>
    </message>
    <message>
        <source>%1 since boot</source>
        <translation>%1 depuis le démarrage</translation>
    </message>
    <message>
        <source>%1 (%2): %3, read %4
</source>
        <translation>%1 (%2)&#xa0;: %3, lu %4
</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Grandeur</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
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
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Dernier contact</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
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
        <translation>Refusé. </translation>
    </message>
    <message>
        <source>The host key of %1 is not known yet.
  %2 %3
Compare it on the Pi: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub
Trust this key from now on? [y/N] </source>
        <translation>La clé d’hôte de %1 n’est pas encore connue.
  %2 %3
Comparer sur le Pi&#xa0;: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub
Faire désormais confiance à cette clé&#xa0;? [y/N] </translation>
    </message>
    <message>
        <source>Password of %1: </source>
        <translation>Mot de passe de %1&#xa0;: </translation>
    </message>
    <message>
        <source>Passphrase of the key %1: </source>
        <translation>Phrase secrète de la clé %1&#xa0;: </translation>
    </message>
    <message>
        <source>%1 asks: </source>
        <translation>%1 demande&#xa0;: </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>A verified copy of the history is in %1.</source>
        <translation>Une copie vérifiée de l’historique est dans %1.</translation>
    </message>
    <message>
        <source>Put %1 in the place of the history? The present one is kept aside. [y/N] </source>
        <translation>Mettre %1 à la place de l’historique ? L’actuel est gardé à part. [oui/Non] </translation>
    </message>
    <message>
        <source>The history is restored.</source>
        <translation>L’historique est restauré.</translation>
    </message>
    <message>
        <source>The history is restored; the one before is in %1.</source>
        <translation>L’historique est restauré ; le précédent est dans %1.</translation>
    </message>
    <message>
        <source>Choose a passphrase for the file with stored passwords: </source>
        <translation>Choisir une phrase de passe pour le fichier des mots de passe : </translation>
    </message>
    <message>
        <source>Passphrase of the file with stored passwords: </source>
        <translation>Phrase de passe du fichier des mots de passe : </translation>
    </message>
    <message>
        <source>The password is stored in %1.</source>
        <translation>Le mot de passe est enregistré dans : %1.</translation>
    </message>
    <message>
        <source>Lines read: %1. Readings: %2, values: %3, facts: %4, events: %5.</source>
        <translation>Lignes lues : %1. Mesures : %2, valeurs : %3, informations : %4, événements : %5.</translation>
    </message>
    <message>
        <source>Values of unknown names, not stored: %1</source>
        <translation>Valeurs de noms inconnus, non enregistrées : %1</translation>
    </message>
    <message>
        <source>Readings that came too late and may be missing: %1. Sort the file by time.</source>
        <translation>Mesures venues trop tard, qui peuvent manquer : %1. Trier le fichier par date.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Ligne %1 : %2</translation>
    </message>
    <message>
        <source>Further lines that are not valid: %1</source>
        <translation>Autres lignes non valides : %1</translation>
    </message>
    <message>
        <source>Stopped there; what came before is stored.</source>
        <translation>Arrêt à cet endroit ; ce qui précède est enregistré.</translation>
    </message>
    <message>
        <source>Values, facts and events left out, since the format cannot carry it: %1</source>
        <translation>Valeurs, informations et événements omis, car le format ne peut les contenir : %1</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instance</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Dernière</translation>
    </message>
    <message>
        <source>New PIN, 4 to 12 digits: </source>
        <translation>Nouveau code PIN, 4 à 12 chiffres : </translation>
    </message>
    <message>
        <source>The same PIN again: </source>
        <translation>Le même code PIN encore une fois : </translation>
    </message>
    <message>
        <source>The PIN for operating is set, in %1.</source>
        <translation>Le code PIN de commande est défini, dans %1.</translation>
    </message>
    <message>
        <source>The PIN for acknowledging is set, in %1.</source>
        <translation>Le code PIN d’acquittement est défini, dans %1.</translation>
    </message>
    <message>
        <source>No PIN is set any more: the screen shows Pis and does nothing to them.</source>
        <translation>Plus aucun code PIN n’est défini : l’écran montre les Pi et ne leur fait rien.</translation>
    </message>
    <message>
        <source>Acknowledging takes the PIN for operating now.</source>
        <translation>Acquitter demande désormais le code PIN de commande.</translation>
    </message>
    <message>
        <source>A PIN for operating is set.</source>
        <translation>Un code PIN de commande est défini.</translation>
    </message>
    <message>
        <source>No PIN for operating is set.</source>
        <translation>Aucun code PIN de commande n’est défini.</translation>
    </message>
    <message>
        <source>A PIN for acknowledging is set.</source>
        <translation>Un code PIN d’acquittement est défini.</translation>
    </message>
    <message>
        <source>No PIN for acknowledging is set.</source>
        <translation>Aucun code PIN d’acquittement n’est défini.</translation>
    </message>
    <message>
        <source>Its file is not what is in use: %1</source>
        <translation>Ce qui est en service n’est pas ce que dit son fichier : %1</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Démarrée</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requêtes</translation>
    </message>
    <message>
        <source>Answered by upstreams</source>
        <translation>Réponses des serveurs amont</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Réessayées</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Prend</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Va vers</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Amont</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latence</translation>
    </message>
    <message>
        <source>Breaker</source>
        <translation>Disjoncteur</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 en service</translation>
    </message>
    <message>
        <source>It is what is in use.</source>
        <translation>C’est ce qui est en service.</translation>
    </message>
    <message>
        <source>Version %1 is in use.</source>
        <translation>La version %1 est en service.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Médiane</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>all</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Ce qui a échoué</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Fois</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Requête</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Consommateur</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Formule</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Droits</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Clés</translation>
    </message>
    <message>
        <source>Also by</source>
        <translation>Aussi par</translation>
    </message>
    <message>
        <source>The key %1 is in use. It is not shown again:</source>
        <translation>La clé %1 est en service. Elle ne sera plus montrée :</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Pour quoi</translation>
    </message>
    <message>
        <source>%1 gets no access.</source>
        <translation>%1 n’obtient pas d’accès.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop</name>
    <message>
        <source>Pi Uptime cannot start</source>
        <translation>Pi Uptime ne peut pas démarrer</translation>
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
        <translation>Maintient des parcs de Raspberry Pi en service et dit pourquoi l’un d’eux tombe en panne.</translation>
    </message>
    <message>
        <source>Version %1. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Version %1. Logiciel libre sous licence publique générale GNU, version 3 ou ultérieure.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::AccessView</name>
    <message>
        <source>Nobody has asked for access</source>
        <translation>Personne n&apos;a demandé d&apos;accès</translation>
    </message>
    <message>
        <source>With a [portal] in the configuration there are pages for developers, on which they can ask; whoever does appears here.</source>
        <translation>Avec un [portal] dans la configuration, il y a des pages pour développeurs où ils peuvent demander un accès ; les demandes apparaissent ici.</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Accès</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Formule</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Pour quoi</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Demandé</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Refuser…</translation>
    </message>
    <message>
        <source>Give access…</source>
        <translation>Donner l&apos;accès…</translation>
    </message>
    <message>
        <source>Decided by %1.</source>
        <translation>Décidé par %1.</translation>
    </message>
    <message>
        <source>Decided by %1: %2</source>
        <translation>Décidé par %1 : %2</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::AccountsDialog</name>
    <message>
        <source>Agents of Pi Uptime</source>
        <translation>Agents de Pi Uptime</translation>
    </message>
    <message>
        <source>Other programs, such as Telegraf</source>
        <translation>Autres programmes, tels que Telegraf</translation>
    </message>
    <message>
        <source>Another console</source>
        <translation>Une autre console</translation>
    </message>
    <message>
        <source>Sign in to the broker on this computer</source>
        <translation>Connexion au courtier sur cet ordinateur</translation>
    </message>
    <message>
        <source>At port %1 of this computer, over TLS. Programs must trust the authority in this file; the console gives it to agents that it installs.</source>
        <translation>Au port %1 de cet ordinateur, par TLS. Les programmes doivent faire confiance à l’autorité de ce fichier ; la console la donne aux agents qu’elle installe.</translation>
    </message>
    <message>
        <source>File of the authority</source>
        <translation>Fichier de l’autorité</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Copy the password</source>
        <translation>Copier le mot de passe</translation>
    </message>
    <message>
        <source>Copy the password of %1</source>
        <translation>Copier le mot de passe de %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::AttachDialog</name>
    <message>
        <source>Where does %1 measure?</source>
        <translation>Où mesure %1 ?</translation>
    </message>
    <message>
        <source>Attach a sensor</source>
        <translation>Associer un capteur</translation>
    </message>
    <message>
        <source>What it measures is shown with the Pis around which it measures, also what it measured before.</source>
        <translation>Ses mesures, y compris les anciennes, sont affichées avec les Pi autour desquels il mesure.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Associer</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Capteur</translation>
    </message>
    <message>
        <source>&amp;Sensor</source>
        <translation>&amp;Capteur</translation>
    </message>
    <message>
        <source>Pi</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>such as Harbour</source>
        <translation>par exemple Port</translation>
    </message>
    <message>
        <source>Around &amp;one Pi:</source>
        <translation>Autour d’&amp;un Pi :</translation>
    </message>
    <message>
        <source>Around &amp;all Pis of a site:</source>
        <translation>Autour de &amp;tous les Pi d’un site :</translation>
    </message>
    <message>
        <source>&amp;Nowhere: it stands for itself</source>
        <translation>&amp;Nulle part : il reste seul</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BindingActions</name>
    <message>
        <source>The topic could not be bound</source>
        <translation>Le topic n’a pas pu être utilisé</translation>
    </message>
    <message>
        <source>No longer use %1?</source>
        <translation>Ne plus utiliser %1 ?</translation>
    </message>
    <message>
        <source>It is no longer read as %1. What was stored of it stays.</source>
        <translation>Il n’est plus lu comme « %1 ». Ce qui en est enregistré est conservé.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>What is bound could not be removed</source>
        <translation>L’association n’a pas pu être retirée</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BindingDialog</name>
    <message>
        <source>Use this topic</source>
        <translation>Utiliser ce topic</translation>
    </message>
    <message>
        <source>What is bound by hand</source>
        <translation>Associé à la main</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Utiliser</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Latest payload</source>
        <translation>Dernier contenu</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>now</source>
        <comment>the value of a topic</comment>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>Values in the payload</source>
        <translation>Valeurs du contenu</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Grandeur</translation>
    </message>
    <message>
        <source>Unit in the message</source>
        <translation>Unité dans le message</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Facteur</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Décalage</translation>
    </message>
    <message>
        <source>&amp;Quantity</source>
        <translation>&amp;Grandeur</translation>
    </message>
    <message>
        <source>&amp;Unit sent</source>
        <translation>&amp;Unité reçue</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Conversion</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>one of the fleet, or a new name</source>
        <translation>un du parc, ou un nouveau nom</translation>
    </message>
    <message>
        <source>Name of the value</source>
        <translation>Nom de la valeur</translation>
    </message>
    <message>
        <source>where there are several, such as top shelf</source>
        <translation>s’il y en a plusieurs, par exemple étagère du haut</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Appareil</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>No&amp;m</translation>
    </message>
    <message>
        <source>the payload as a whole</source>
        <translation>le contenu entier</translation>
    </message>
    <message>
        <source>another</source>
        <translation>une autre</translation>
    </message>
    <message>
        <source>Scale and offset are numbers, and the scale is not 0</source>
        <translation>Le facteur et le décalage sont des nombres, et le facteur n’est pas 0</translation>
    </message>
    <message>
        <source>Waiting for the next message</source>
        <translation>En attente du prochain message</translation>
    </message>
    <message>
        <source>Kept by the broker, nobody knows since when</source>
        <translation>Conservé par le broker, on ne sait depuis quand</translation>
    </message>
    <message>
        <source>Came %1</source>
        <translation>Arrivé %1</translation>
    </message>
    <message>
        <source>Name the device to which it belongs.</source>
        <translation>Nommez l’appareil auquel il appartient.</translation>
    </message>
    <message>
        <source>Shown with %1.</source>
        <translation>Affiché avec %1.</translation>
    </message>
    <message>
        <source>Makes the new sensor %1.</source>
        <translation>Crée le nouveau capteur %1.</translation>
    </message>
    <message>
        <source>Makes the new Pi %1.</source>
        <translation>Crée le nouveau Pi %1.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BindingsView</name>
    <message>
        <source>Nothing is bound by hand</source>
        <translation>Rien n’est associé à la main</translation>
    </message>
    <message>
        <source>A topic that nobody knows can be used all the same: choose it among the topics, and say what its value is.</source>
        <translation>Même un topic inconnu peut servir : choisissez-le parmi les topics et dites ce qu’est sa valeur.</translation>
    </message>
    <message>
        <source>Bound by hand</source>
        <translation>Associés à la main</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Modifier…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Retirer…</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerActions</name>
    <message>
        <source>The broker could not be saved</source>
        <translation>Le broker n&apos;a pas pu être enregistré</translation>
    </message>
    <message>
        <source>Remove the broker %1?</source>
        <translation>Supprimer le broker %1 ?</translation>
    </message>
    <message>
        <source>It is no longer listened to. Pis that report over it stay in the fleet with their history, and go silent unless they are reached in another way.</source>
        <translation>Il n&apos;est plus écouté. Les Pi qui passent par lui restent dans le parc avec leur historique et se taisent, sauf s&apos;ils sont joints autrement.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>The broker could not be removed</source>
        <translation>Le broker n&apos;a pas pu être supprimé</translation>
    </message>
    <message>
        <source>What is bound by hand of its topics is forgotten.</source>
        <translation>Ce qui est associé à la main parmi ses topics est oublié.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerDialog</name>
    <message>
        <source>Add a broker</source>
        <translation>Ajouter un broker</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Modifier %1</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>&amp;Listen to this broker</source>
        <translation>É&amp;couter ce broker</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>broker.example, or 192.168.1.5:1884, 192.168.1.6:1884</source>
        <translation>broker.example ou 192.168.1.5:1884, 192.168.1.6:1884</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>the host, if left empty</source>
        <translation>vide : le nom d&apos;hôte</translation>
    </message>
    <message>
        <source>Encr&amp;ypt with TLS</source>
        <translation>Chiffrer avec &amp;TLS</translation>
    </message>
    <message>
        <source>A&amp;uthority</source>
        <translation>A&amp;utorité</translation>
    </message>
    <message>
        <source>those the system trusts, if left empty</source>
        <translation>vide : celles du système</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>&amp;Certificat</translation>
    </message>
    <message>
        <source>none, or a PEM file</source>
        <translation>aucun, ou un fichier PEM</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>C&amp;lé</translation>
    </message>
    <message>
        <source>that of the certificate</source>
        <translation>celle du certificat</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Utilisateur</translation>
    </message>
    <message>
        <source>none, if left empty</source>
        <translation>vide : aucun</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Mot de &amp;passe</translation>
    </message>
    <message>
        <source>T&amp;opic of agents</source>
        <translation>S&amp;ujet des agents</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Groupe</translation>
    </message>
    <message>
        <source>&amp;Read what other programs publish, such as Telegraf or Tasmota</source>
        <translation>&amp;Lire aussi ce que publient d&apos;autres programmes, comme Telegraf ou Tasmota</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Choisir un fichier : %1</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Consoles with the same group share the readings between them; without one, this console reads everything.</source>
        <translation>Les consoles d&apos;un même groupe se partagent les mesures ; sans groupe, cette console lit tout.</translation>
    </message>
    <message>
        <source>none without a user</source>
        <translation>aucun sans utilisateur</translation>
    </message>
    <message>
        <source>as before, if left empty</source>
        <translation>vide : inchangé</translation>
    </message>
    <message>
        <source>Without TLS, user and password cross the network readable.</source>
        <translation>Sans TLS, utilisateur et mot de passe circulent en clair.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerList</name>
    <message>
        <source>Brokers</source>
        <translation>Brokers</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokerNotice</name>
    <message>
        <source>The broker %1 is not connected</source>
        <translation>Le broker %1 n&apos;est pas connecté</translation>
    </message>
    <message numerus="yes">
        <source>%n brokers are not connected</source>
        <translation>
            <numerusform>%n broker n&apos;est pas connecté</numerusform>
            <numerusform>%n brokers ne sont pas connectés</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::BrokersPage</name>
    <message>
        <source>Brokers</source>
        <translation>Brokers</translation>
    </message>
    <message>
        <source>Command key…</source>
        <translation>Clé de commande…</translation>
    </message>
    <message>
        <source>By which agents know the commands of this console</source>
        <translation>Elle permet aux agents de reconnaître les commandes de cette console</translation>
    </message>
    <message>
        <source>Add a broker…</source>
        <translation>Ajouter un broker…</translation>
    </message>
    <message>
        <source>No broker yet</source>
        <translation>Pas encore de broker</translation>
    </message>
    <message>
        <source>Pis that cannot be reached over SSH report by themselves over an MQTT broker, with piuptime-agent or with what they run already, such as Telegraf, Tasmota or Home Assistant. Name the broker, and they appear in the fleet.</source>
        <translation>Les Pi injoignables en SSH se signalent d&apos;eux-mêmes par un broker MQTT, avec piuptime-agent ou ce qui y tourne déjà, comme Telegraf, Tasmota ou Home Assistant. Indiquer le broker, et ils apparaissent dans le parc.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Modifier…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>Topics of this broker</source>
        <translation>Topics de ce broker</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Bound by hand</source>
        <translation>Associés à la main</translation>
    </message>
    <message>
        <source>Bound by hand (%L1)</source>
        <translation>Associés à la main (%L1)</translation>
    </message>
    <message>
        <source>Run one here…</source>
        <translation>En exécuter un ici…</translation>
    </message>
    <message>
        <source>A broker on this computer, run by this console</source>
        <translation>Un courtier sur cet ordinateur, exécuté par cette console</translation>
    </message>
    <message>
        <source>Run one on this computer…</source>
        <translation>En exécuter un sur cet ordinateur…</translation>
    </message>
    <message>
        <source>Accounts…</source>
        <translation>Comptes…</translation>
    </message>
    <message>
        <source>run by this console at port %1</source>
        <translation>exécuté par cette console au port %1</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::CadenceDialog</name>
    <message>
        <source>How often %1 measures</source>
        <translation>Fréquence de mesure de %1</translation>
    </message>
    <message>
        <source>The agent on the Pi keeps to this interval until it starts anew. A short one shows more and costs more of a thin link.</source>
        <translation>L&apos;agent du Pi garde cet intervalle jusqu&apos;à son redémarrage. Court, il montre davantage et pèse plus sur une liaison lente.</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>Measuring interval in seconds</source>
        <translation>Intervalle de mesure en secondes</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>&amp;Intervalle</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Appliquer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChangeDialog</name>
    <message>
        <source>Requests under way are served to their end; new ones go by the new configuration at once.</source>
        <translation>Les requêtes en cours sont servies jusqu’au bout ; les nouvelles suivent aussitôt la nouvelle configuration.</translation>
    </message>
    <message>
        <source>Why, for those who look at the versions later</source>
        <translation>Pourquoi, pour qui regardera les versions plus tard</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChartExport</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>The picture is in the clipboard</source>
        <translation>L’image est dans le presse-papiers</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>Could not be saved</source>
        <translation>Enregistrement impossible</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChartStack</name>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Loading the history</source>
        <translation>Chargement de l’historique</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>L’historique est illisible</translation>
    </message>
    <message>
        <source>No history yet</source>
        <translation>Pas encore d’historique</translation>
    </message>
    <message>
        <source>Nothing was measured in this time</source>
        <translation>Rien n’a été mesuré pendant cette période</translation>
    </message>
    <message>
        <source>Graphs appear here with the first reading of this Pi.</source>
        <translation>Les graphiques apparaissent ici dès la première mesure de ce Pi.</translation>
    </message>
    <message>
        <source>Choose a longer range to see older measurements.</source>
        <translation>Une période plus longue montre des mesures plus anciennes.</translation>
    </message>
    <message>
        <source>Co&amp;mpare with other Pis…</source>
        <translation>Co&amp;mparer à d’autres Pi…</translation>
    </message>
    <message>
        <source>&amp;Copy the picture</source>
        <translation>&amp;Copier l’image</translation>
    </message>
    <message>
        <source>&amp;Save the picture…</source>
        <translation>Enregi&amp;strer l’image…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>&amp;Export the data…</source>
        <translation>&amp;Exporter les données…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export the data</source>
        <translation>Exporter les données</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChartToolbar</name>
    <message>
        <source>Zoom out</source>
        <translation>Dézoomer</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoomer</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Calques</translation>
    </message>
    <message>
        <source>What is drawn behind the lines</source>
        <translation>Ce qui est dessiné derrière les courbes</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuseau horaire</translation>
    </message>
    <message>
        <source>Which time zone the axis shows</source>
        <translation>Fuseau horaire de l’axe</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Compare, copy, save and export</source>
        <translation>Comparer, copier, enregistrer et exporter</translation>
    </message>
    <message>
        <source>This computer (%1)</source>
        <translation>Cet ordinateur (%1)</translation>
    </message>
    <message>
        <source>Another time zone…</source>
        <translation>Autre fuseau horaire…</translation>
    </message>
    <message>
        <source>Show times as in:</source>
        <translation>Afficher l’heure de :</translation>
    </message>
    <message>
        <source>Following the present</source>
        <translation>Suit le présent</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>Shown is what was loaded before. %1</source>
        <translation>Affichage de ce qui était déjà chargé. %1</translation>
    </message>
    <message>
        <source>Loading details</source>
        <translation>Chargement des détails</translation>
    </message>
    <message>
        <source>Nothing was measured in this time</source>
        <translation>Rien n’a été mesuré pendant cette période</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ChoiceList</name>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>Rechercher : %1</translation>
    </message>
    <message numerus="yes">
        <source>%n at a time, no more</source>
        <translation>
            <numerusform>%n à la fois, pas plus</numerusform>
            <numerusform>%n à la fois, pas plus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Drag a heading in the table to move its column.</source>
        <translation>Glisser un en-tête du tableau pour déplacer sa colonne.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::CommandKeyDialog</name>
    <message>
        <source>Let agents obey this console</source>
        <translation>Faire obéir les agents à cette console</translation>
    </message>
    <message>
        <source>Add this public key to keys under [commands] in the agent.toml of each Pi that shall restart services, reboot or shut down when this console asks; an agent obeys nobody until then.</source>
        <translation>Ajouter cette clé publique à keys sous [commands] dans le fichier agent.toml de chaque Pi qui doit relancer des services, redémarrer ou s&apos;arrêter à la demande de cette console ; d&apos;ici là, un agent n&apos;obéit à personne.</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Clé publique</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ComparePage</name>
    <message>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>Rien à comparer pour l’instant</translation>
    </message>
    <message>
        <source>Tick some Pis and what to compare on the left.</source>
        <translation>Cocher à gauche des Pi et ce qu’il faut comparer.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Pis</source>
        <translation>Pi</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Mesures</translation>
    </message>
    <message numerus="yes">
        <source>The first %1 of %n Pi(s) are compared</source>
        <translation>
            <numerusform>Les %1 premiers Pi sur %n sont comparés</numerusform>
            <numerusform>Les %1 premiers Pi sur %n sont comparés</numerusform>
        </translation>
    </message>
    <message>
        <source>More lines on one axis could not be told apart. Tick others on the left in their place.</source>
        <translation>Plus de courbes sur un même axe ne pourraient être distinguées. Cocher d’autres Pi à gauche à leur place.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ConfigView</name>
    <message>
        <source>Configuration</source>
        <translation>Configuration</translation>
    </message>
    <message>
        <source>listen = [&quot;0.0.0.0:8080&quot;]</source>
        <translation>listen = [&quot;0.0.0.0:8080&quot;]</translation>
    </message>
    <message>
        <source>Load what is in use</source>
        <translation>Charger celle en service</translation>
    </message>
    <message>
        <source>Check and put into use…</source>
        <translation>Vérifier et mettre en service…</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problèmes</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Ce qui ne va pas</translation>
    </message>
    <message>
        <source>None is known</source>
        <translation>Aucun connu</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>No version yet</source>
        <translation>Pas encore de version</translation>
    </message>
    <message>
        <source>Compare with what is in use…</source>
        <translation>Comparer avec celle en service…</translation>
    </message>
    <message>
        <source>Version %1 was put into use meanwhile; this is based on version %2.</source>
        <translation>La version %1 a été mise en service entre-temps ; ceci part de la version %2.</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 en service</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>It cannot be put into use as it is.</source>
        <translation>Elle ne peut pas être mise en service telle quelle.</translation>
    </message>
    <message>
        <source>It is what is in use.</source>
        <translation>C’est ce qui est en service.</translation>
    </message>
    <message>
        <source>Put this configuration into use?</source>
        <translation>Mettre cette configuration en service ?</translation>
    </message>
    <message>
        <source>Put into use</source>
        <translation>Mettre en service</translation>
    </message>
    <message>
        <source>Version %1 is in use.</source>
        <translation>La version %1 est en service.</translation>
    </message>
    <message>
        <source>Version %1 says the same as what is in use.</source>
        <translation>La version %1 dit la même chose que celle en service.</translation>
    </message>
    <message>
        <source>Go back to version %1?</source>
        <translation>Revenir à la version %1 ?</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Revenir</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ConnectionNotice</name>
    <message>
        <source>This Pi waits for your answer</source>
        <translation>Ce Pi attend une réponse</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Répondre…</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ConsumersView</name>
    <message>
        <source>Consumers</source>
        <translation>Consommateurs</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Consommateur</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>Valable jusqu’au</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Formule</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Droits</translation>
    </message>
    <message>
        <source>Also known by</source>
        <translation>Aussi connu par</translation>
    </message>
    <message>
        <source>Nobody is known by name</source>
        <translation>Personne n’est connu par son nom</translation>
    </message>
    <message>
        <source>Name who may ask, under [[consumer]] in the configuration; what a route asks for is said under [route.access].</source>
        <translation>Nommez qui peut demander, sous [[consumer]] dans la configuration ; ce qu’une route exige est dit sous [route.access].</translation>
    </message>
    <message>
        <source>Revoke the key…</source>
        <translation>Révoquer la clé…</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Nouvelle clé…</translation>
    </message>
    <message>
        <source>Revoke the key %1 of %2?</source>
        <translation>Révoquer la clé %1 de %2 ?</translation>
    </message>
    <message>
        <source>Whoever uses it is turned away from now on. Going back to an earlier version of the configuration makes it good again.</source>
        <translation>Qui l’utilise est désormais refusé. Revenir à une version antérieure de la configuration la rend de nouveau valable.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
    <message>
        <source>It is revoked.</source>
        <translation>Elle est révoquée.</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>sans fin</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DecisionSheet</name>
    <message>
        <source>Give %1 access to %2?</source>
        <translation>Donner à %1 l&apos;accès à %2 ?</translation>
    </message>
    <message>
        <source>Refuse %1 access to %2?</source>
        <translation>Refuser à %1 l&apos;accès à %2 ?</translation>
    </message>
    <message>
        <source>A new version of the configuration will know the key that was shown when asking. Going back to an earlier one takes the access away again.</source>
        <translation>Une nouvelle version de la configuration connaîtra la clé montrée lors de la demande. Revenir à une version antérieure retire l&apos;accès.</translation>
    </message>
    <message>
        <source>Whoever asked is told so, with the reason, when they look.</source>
        <translation>La personne l&apos;apprend, avec la raison, lorsqu&apos;elle consulte sa demande.</translation>
    </message>
    <message>
        <source>Scopes, with spaces between them</source>
        <translation>Portées, séparées par des espaces</translation>
    </message>
    <message>
        <source>The reason, if it is to be told</source>
        <translation>La raison, si elle doit être communiquée</translation>
    </message>
    <message>
        <source>Give access</source>
        <translation>Donner l&apos;accès</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>%1 has access now.</source>
        <translation>%1 a maintenant accès.</translation>
    </message>
    <message>
        <source>%1 gets no access.</source>
        <translation>%1 n&apos;obtient pas d&apos;accès.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DeviceActions</name>
    <message>
        <source>Import a list of Pis</source>
        <translation>Importer une liste de Pi</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1 n’a pas pu être lu</translation>
    </message>
    <message>
        <source>The devices could not be saved</source>
        <translation>Les appareils n’ont pas pu être enregistrés</translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) added</source>
        <translation>
            <numerusform>%n Pi ajouté</numerusform>
            <numerusform>%n Pi ajoutés</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1 from the fleet?</source>
        <translation>Retirer %1 du parc&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Remove these %n devices from the fleet?</source>
        <translation>
            <numerusform>Retirer cet appareil du parc&#xa0;?</numerusform>
            <numerusform>Retirer ces %n appareils du parc&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>It will no longer be watched. Its history stays on this computer.</source>
        <translation>Il ne sera plus surveillé. Son historique reste sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>The devices could not be removed</source>
        <translation>Les appareils n’ont pas pu être retirés</translation>
    </message>
    <message>
        <source>%1 was restarted</source>
        <translation>%1 a été relancé</translation>
    </message>
    <message>
        <source>Reboot %1?</source>
        <translation>Redémarrer %1&#xa0;?</translation>
    </message>
    <message>
        <source>%1 (%2) stops everything it runs and starts again. That takes about a minute.</source>
        <translation>%1 (%2) arrête tout ce qui tourne et redémarre. Cela prend environ une minute.</translation>
    </message>
    <message>
        <source>Reboot</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>Reboot started</source>
        <translation>Redémarrage lancé</translation>
    </message>
    <message>
        <source>Shut down %1?</source>
        <translation>Arrêter %1&#xa0;?</translation>
    </message>
    <message>
        <source>%1 (%2) stops and stays off until somebody switches its power off and on again.</source>
        <translation>%1 (%2) s’arrête et reste éteint jusqu’à ce que quelqu’un coupe puis rétablisse son alimentation.</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Shutdown started</source>
        <translation>Arrêt lancé</translation>
    </message>
    <message>
        <source>%1: the action could not be done</source>
        <translation>%1&#xa0;: l’action n’a pas pu être exécutée</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: the action failed with status %2</source>
        <translation>%1&#xa0;: l’action a échoué avec le code %2</translation>
    </message>
    <message>
        <source>The Pi gave no reason. The user may lack the right to do it (sudo).</source>
        <translation>Le Pi n’a donné aucune raison. L’utilisateur n’en a peut-être pas le droit (sudo).</translation>
    </message>
    <message>
        <source>No terminal program was found</source>
        <translation>Aucun programme de terminal trouvé</translation>
    </message>
    <message>
        <source>Install one, or name yours in the environment variable TERMINAL.</source>
        <translation>En installer un, ou indiquer le sien dans la variable d’environnement TERMINAL.</translation>
    </message>
    <message>
        <source>%1 could not be started</source>
        <translation>%1 n’a pas pu être lancé</translation>
    </message>
    <message>
        <source>The new host key of %1 is trusted</source>
        <translation>La nouvelle clé d’hôte de %1 est acceptée</translation>
    </message>
    <message>
        <source>The host key of %1 could not be replaced</source>
        <translation>La clé d’hôte de %1 n’a pas pu être remplacée</translation>
    </message>
    <message>
        <source>It measures every %1 now</source>
        <translation>mesure désormais toutes les %1</translation>
    </message>
    <message>
        <source>Remove the agent from %1?</source>
        <translation>Supprimer l’agent de %1 ?</translation>
    </message>
    <message>
        <source>Its package and its settings go from %1, and with them readings that no console has yet. The Pi stays in the fleet and is read over SSH.</source>
        <translation>Son paquet et ses réglages disparaissent de %1, et avec eux les mesures qu’aucune console n’a encore. Le Pi reste dans la flotte et est lu par SSH.</translation>
    </message>
    <message>
        <source>%1: the agent was removed</source>
        <translation>%1 : l’agent a été supprimé</translation>
    </message>
    <message>
        <source>%1: the agent could not be removed</source>
        <translation>%1 : l’agent n’a pas pu être supprimé</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DeviceDialog</name>
    <message>
        <source>Add a Pi</source>
        <translation>Ajouter un Pi</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Modifier %1</translation>
    </message>
    <message>
        <source>Watch this Pi</source>
        <translation>Surveiller ce Pi</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>pi@192.168.1.20, or pi@host:2222</source>
        <translation>pi@192.168.1.20 ou pi@host:2222</translation>
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
        <translation>vide&#xa0;: le nom d’hôte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>where it stands, such as Harbour</source>
        <translation>où il se trouve, par exemple Port</translation>
    </message>
    <message>
        <source>&amp;Site</source>
        <translation>&amp;Site</translation>
    </message>
    <message>
        <source>separated by commas, such as camera, outdoor</source>
        <translation>séparées par des virgules, par exemple caméra, extérieur</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>É&amp;tiquettes</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation>N&amp;otes</translation>
    </message>
    <message>
        <source>the usual ones, if left empty</source>
        <translation>vide&#xa0;: les clés habituelles</translation>
    </message>
    <message>
        <source>Key files</source>
        <translation>Fichiers de clé</translation>
    </message>
    <message>
        <source>Choose a key file</source>
        <translation>Choisir un fichier de clé</translation>
    </message>
    <message>
        <source>&amp;Key files</source>
        <translation>Fichiers de &amp;clé</translation>
    </message>
    <message>
        <source>none, or gate@example.org, nearest first</source>
        <translation>aucun, ou gate@example.org, le plus proche d’abord</translation>
    </message>
    <message>
        <source>Jump hosts</source>
        <translation>Hôtes de rebond</translation>
    </message>
    <message>
        <source>&amp;Jump hosts</source>
        <translation>&amp;Hôtes de rebond</translation>
    </message>
    <message>
        <source>UPS</source>
        <translation>Onduleur</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>&amp;UPS</source>
        <translation>Ond&amp;uleur</translation>
    </message>
    <message>
        <source>ups or ups@host</source>
        <translation>ups ou ups@host</translation>
    </message>
    <message>
        <source>Name in NUT</source>
        <translation>Nom dans NUT</translation>
    </message>
    <message>
        <source>I2C bus</source>
        <translation>Bus I2C</translation>
    </message>
    <message>
        <source>I2C address</source>
        <translation>Adresse I2C</translation>
    </message>
    <message>
        <source>the usual one</source>
        <translation>l’adresse habituelle</translation>
    </message>
    <message>
        <source>Cells in series</source>
        <translation>Cellules en série</translation>
    </message>
    <message>
        <source>Choose a private key</source>
        <translation>Choisir une clé privée</translation>
    </message>
    <message>
        <source>This Pi reports over MQTT as %1, so it has no address here.</source>
        <translation>Ce Pi se signale par MQTT comme %1 et n&apos;a donc pas d&apos;adresse ici.</translation>
    </message>
    <message>
        <source>as before, if left empty</source>
        <translation>vide : inchangé</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DeviceHeader</name>
    <message>
        <source>Back to the fleet (Alt+Left)</source>
        <translation>Retour au parc (Alt+Gauche)</translation>
    </message>
    <message>
        <source>Back to the fleet</source>
        <translation>Retour au parc</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Essayer maintenant</translation>
    </message>
    <message>
        <source>Try to connect at once</source>
        <translation>Essayer de se connecter tout de suite</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Open a terminal on this Pi</source>
        <translation>Ouvrir un terminal sur ce Pi</translation>
    </message>
    <message>
        <source>Restart service…</source>
        <translation>Relancer un service…</translation>
    </message>
    <message>
        <source>Restart a service of this Pi</source>
        <translation>Relancer un service de ce Pi</translation>
    </message>
    <message>
        <source>Reboot…</source>
        <translation>Redémarrer…</translation>
    </message>
    <message>
        <source>Reboot this Pi</source>
        <translation>Redémarrer ce Pi</translation>
    </message>
    <message>
        <source>Shut down…</source>
        <translation>Arrêter…</translation>
    </message>
    <message>
        <source>Shut this Pi down</source>
        <translation>Arrêter ce Pi</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Change name, address, site, tags and sign-in</source>
        <translation>Modifier nom, adresse, site, étiquettes et connexion</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Pas encore lu</translation>
    </message>
    <message>
        <source>Stale: read %1</source>
        <translation>Périmé&#xa0;: lu %1</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Lu %1</translation>
    </message>
    <message>
        <source>Interval…</source>
        <translation>Intervalle…</translation>
    </message>
    <message>
        <source>Change how often this Pi measures</source>
        <translation>Changer la fréquence de mesure de ce Pi</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DevicePage</name>
    <message>
        <source>This Pi is no longer in the fleet.</source>
        <translation>Ce Pi ne fait plus partie du parc.</translation>
    </message>
    <message>
        <source>Nothing has happened to this Pi yet.</source>
        <translation>Rien n’est encore arrivé à ce Pi.</translation>
    </message>
    <message>
        <source>Nobody has done anything to this Pi from here.</source>
        <translation>Personne n’a encore agi sur ce Pi depuis ici.</translation>
    </message>
    <message>
        <source>Views of this Pi</source>
        <translation>Vues de ce Pi</translation>
    </message>
    <message>
        <source>Graphs</source>
        <translation>Graphiques</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::DifferenceText</name>
    <message>
        <source>What changes</source>
        <translation>Ce qui change</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::EventTable</name>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FactsPanel</name>
    <message>
        <source>Copy all facts</source>
        <translation>Copier toutes les informations</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Restart…</source>
        <translation>Relancer…</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>Relancer %1</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetHeader</name>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetPage</name>
    <message>
        <source>No Pi matches</source>
        <translation>Aucun Pi ne correspond</translation>
    </message>
    <message>
        <source>No device passes the search and the filters above.</source>
        <translation>Aucun appareil ne correspond à la recherche et aux filtres ci-dessus.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Effacer les filtres</translation>
    </message>
    <message>
        <source>Add your first Pi</source>
        <translation>Ajouter le premier Pi</translation>
    </message>
    <message>
        <source>So far you see only this computer. Any Raspberry Pi that you can reach over SSH can join it; nothing has to be installed on the Pi.</source>
        <translation>Pour l’instant, seul cet ordinateur est visible. Tout Raspberry Pi joignable par SSH peut s’y ajouter&#xa0;; rien n’est à installer sur le Pi.</translation>
    </message>
    <message>
        <source>Add a Pi…</source>
        <translation>Ajouter un Pi…</translation>
    </message>
    <message>
        <source>Import ~/.ssh/config…</source>
        <translation>Importer ~/.ssh/config…</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Parc</translation>
    </message>
    <message>
        <source>Add a Pi</source>
        <translation>Ajouter un Pi</translation>
    </message>
    <message>
        <source>Search name, address, site, tag, model</source>
        <translation>Chercher nom, adresse, site, étiquette, modèle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Filter by site</source>
        <translation>Filtrer par site</translation>
    </message>
    <message>
        <source>Filter by tag</source>
        <translation>Filtrer par étiquette</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grouper</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Aucun groupe</translation>
    </message>
    <message>
        <source>By site</source>
        <translation>Par site</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Par modèle</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Par état</translation>
    </message>
    <message>
        <source>Table (Ctrl+1)</source>
        <translation>Tableau (Ctrl+1)</translation>
    </message>
    <message>
        <source>Tiles (Ctrl+2)</source>
        <translation>Tuiles (Ctrl+2)</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>Tous les sites</translation>
    </message>
    <message>
        <source>No site</source>
        <translation>Aucun site</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>Toutes les étiquettes</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n appareil</numerusform>
            <numerusform>%n appareils</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n out of date</source>
        <translation>
            <numerusform>%n périmé</numerusform>
            <numerusform>%n périmés</numerusform>
        </translation>
    </message>
    <message>
        <source>history is waiting for the disk</source>
        <translation>historique en attente du disque</translation>
    </message>
    <message>
        <source>history %1, writes %2 a day</source>
        <translation>historique %1, écrit %2 par jour</translation>
    </message>
    <message>
        <source>history %1</source>
        <translation>historique %1</translation>
    </message>
    <message>
        <source>updated %1</source>
        <translation>mis à jour %1</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetTable</name>
    <message>
        <source>Fleet</source>
        <translation>Parc</translation>
    </message>
    <message>
        <source>Choose columns…</source>
        <translation>Choisir les colonnes…</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Réinitialiser les colonnes</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::FleetTiles</name>
    <message>
        <source>Fleet, as tiles</source>
        <translation>Parc, en tuiles</translation>
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
        <translation>Disque</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::GatewayPage</name>
    <message>
        <source>Looking for a gateway</source>
        <translation>Recherche d’une passerelle</translation>
    </message>
    <message>
        <source>The gateway cannot be asked</source>
        <translation>La passerelle ne peut pas être interrogée</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Passerelle</translation>
    </message>
    <message>
        <source>Which gateway</source>
        <translation>Quelle passerelle</translation>
    </message>
    <message>
        <source>No gateway runs there</source>
        <translation>Aucune passerelle ne tourne là</translation>
    </message>
    <message>
        <source>It runs inside piuptimed and inside the wall, for the account that this console signs in with: one guarded door to the services on the Pis. Start piuptimed there, and it appears.</source>
        <translation>Elle tourne dans piuptimed et dans l’écran mural, pour le compte avec lequel cette console se connecte : une porte gardée vers les services des Pi. Démarrez-y piuptimed, et elle apparaît.</translation>
    </message>
    <message>
        <source>What is shown of the gateway</source>
        <translation>Ce qui est montré de la passerelle</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routes</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Prend</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Va vers</translation>
    </message>
    <message>
        <source>No route is configured</source>
        <translation>Aucune route n’est configurée</translation>
    </message>
    <message>
        <source>Say which requests go where, under [[route]] in the configuration.</source>
        <translation>Dites quelles requêtes vont où, sous [[route]] dans la configuration.</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Trafic</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requêtes</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>Serveurs amont</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Configuration</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>What is shown was told %1: %2</source>
        <translation>Ce qui est montré a été dit %1 : %2</translation>
    </message>
    <message>
        <source>Its file is not what is in use: %1</source>
        <translation>Ce qui est en service n’est pas ce que dit son fichier : %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>démarrée %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln requête</numerusform>
            <numerusform>%Ln requêtes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tried again</source>
        <translation>
            <numerusform>%Ln réessayée</numerusform>
            <numerusform>%Ln réessayées</numerusform>
        </translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>Consommateurs</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Accès</translation>
    </message>
    <message>
        <source>Access (%1)</source>
        <translation>Accès (%1)</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::GatewayTrafficView</name>
    <message>
        <source>Requests a second</source>
        <translation>Requêtes par seconde</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latence</translation>
    </message>
    <message>
        <source>Traffic by route</source>
        <translation>Trafic par route</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requêtes</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Médiane</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Nothing was asked for yet</source>
        <translation>Rien n’a encore été demandé</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Ce qui a échoué</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Fois</translation>
    </message>
    <message>
        <source>Nothing went wrong</source>
        <translation>Rien n’a échoué</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) under way</source>
        <translation>
            <numerusform>%Ln requête en cours</numerusform>
            <numerusform>%Ln requêtes en cours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln client(s) connected</source>
        <translation>
            <numerusform>%Ln client connecté</numerusform>
            <numerusform>%Ln clients connectés</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of all requests failed</source>
        <translation>%1 des requêtes ont échoué</translation>
    </message>
    <message>
        <source>received %1, sent %2</source>
        <translation>%1 reçus, %2 envoyés</translation>
    </message>
    <message>
        <source>all</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échecs</translation>
    </message>
    <message>
        <source>median</source>
        <translation>médiane</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::HostKeyDialog</name>
    <message>
        <source>The host key of %1 has changed</source>
        <translation>La clé d’hôte de %1 a changé</translation>
    </message>
    <message>
        <source>Either the Pi was set up again, or something between this computer and %1 pretends to be it. Nothing was sent to it, no password and no key.</source>
        <translation>Soit le Pi a été réinstallé, soit quelque chose entre cet ordinateur et %1 se fait passer pour lui. Rien n’y a été envoyé, ni mot de passe ni clé.</translation>
    </message>
    <message>
        <source>Trusted so far</source>
        <translation>Acceptée jusqu’ici</translation>
    </message>
    <message>
        <source>Offered now</source>
        <translation>Présentée maintenant</translation>
    </message>
    <message>
        <source>Compare the offered fingerprint on the Pi itself, with keyboard and screen or through a way you trust:</source>
        <translation>Comparer l’empreinte présentée sur le Pi lui-même, avec clavier et écran ou par une voie de confiance&#xa0;:</translation>
    </message>
    <message>
        <source>On the Pi</source>
        <translation>Sur le Pi</translation>
    </message>
    <message numerus="yes">
        <source>If they are equal, type the last %n characters of the offered fingerprint.</source>
        <translation>
            <numerusform>Si elles sont identiques, saisir le dernier caractère de l’empreinte présentée.</numerusform>
            <numerusform>Si elles sont identiques, saisir les %n derniers caractères de l’empreinte présentée.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last characters of the offered fingerprint</source>
        <translation>Derniers caractères de l’empreinte présentée</translation>
    </message>
    <message>
        <source>Leave blocked</source>
        <translation>Laisser bloqué</translation>
    </message>
    <message>
        <source>Replace key</source>
        <translation>Remplacer la clé</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::HostKeysDialog</name>
    <message>
        <source>Is this %1?</source>
        <translation>Est-ce bien %1&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>%n host keys are not known yet</source>
        <translation>
            <numerusform>%n clé d’hôte n’est pas encore connue</numerusform>
            <numerusform>%n clés d’hôte ne sont pas encore connues</numerusform>
        </translation>
    </message>
    <message>
        <source>A host key is how a Pi proves that it is itself. Compare the fingerprint with the one on the Pi before you trust it; after that, any other key will be refused.</source>
        <translation>La clé d’hôte permet à un Pi de prouver son identité. Comparer l’empreinte avec celle du Pi avant de lui faire confiance&#xa0;; ensuite, toute autre clé sera refusée.</translation>
    </message>
    <message>
        <source>Host keys</source>
        <translation>Clés d’hôte</translation>
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
        <translation>Clé</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Empreinte</translation>
    </message>
    <message>
        <source>To see it, run this on the Pi</source>
        <translation>Pour la voir, exécuter ceci sur le Pi</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Do not trust</source>
        <translation>Ne pas faire confiance</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Faire confiance</translation>
    </message>
    <message>
        <source>Fingerprint, %1</source>
        <translation>Empreinte, %1</translation>
    </message>
    <message numerus="yes">
        <source>Trust %n chosen</source>
        <translation>
            <numerusform>Accepter %n clé choisie</numerusform>
            <numerusform>Accepter %n clés choisies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refuse %n chosen</source>
        <translation>
            <numerusform>Refuser %n clé choisie</numerusform>
            <numerusform>Refuser %n clés choisies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ImportDialog</name>
    <message>
        <source>Import Pis</source>
        <translation>Importer des Pi</translation>
    </message>
    <message>
        <source>No hosts were found in %1.</source>
        <translation>Aucun hôte trouvé dans %1.</translation>
    </message>
    <message>
        <source>Found in %1. Choose which to watch; nothing is contacted before you import.</source>
        <translation>Trouvés dans %1. Choisir ceux à surveiller&#xa0;; rien n’est contacté avant l’importation.</translation>
    </message>
    <message>
        <source>Hosts found</source>
        <translation>Hôtes trouvés</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Via</source>
        <translation>Via</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Site for all of them</source>
        <translation>Site pour tous</translation>
    </message>
    <message>
        <source>Tags for all of them</source>
        <translation>Étiquettes pour tous</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>in the fleet already</source>
        <translation>déjà dans le parc</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Ligne %1&#xa0;: %2</translation>
    </message>
    <message numerus="yes">
        <source>Import %n</source>
        <translation>
            <numerusform>Importer %n</numerusform>
            <numerusform>Importer %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::InstallDialog</name>
    <message>
        <source>Install the agent on %1</source>
        <translation>Installer l’agent sur %1</translation>
    </message>
    <message>
        <source>The agent measures the Pi by itself, also while the network is gone, and reports to a broker of MQTT. Its package is copied to %1 and installed there. It stays once its first reading has arrived here; otherwise everything is put back as it was.</source>
        <translation>L’agent mesure le Pi lui-même, aussi quand le réseau est absent, et rapporte à un courtier MQTT. Son paquet est copié vers %1 et installé là-bas. Il reste une fois sa première mesure arrivée ici ; sinon tout est remis dans l’état précédent.</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installer</translation>
    </message>
    <message>
        <source>&amp;Broker</source>
        <translation>&amp;Courtier</translation>
    </message>
    <message>
        <source>Its &amp;address for the Pi</source>
        <translation>Son &amp;adresse pour le Pi</translation>
    </message>
    <message>
        <source>as this console does</source>
        <translation>comme cette console</translation>
    </message>
    <message>
        <source>with a name of its own</source>
        <translation>avec un nom à lui</translation>
    </message>
    <message>
        <source>Signs &amp;in</source>
        <translation>Co&amp;nnexion</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Utilisateur</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>Mot de &amp;passe</translation>
    </message>
    <message>
        <source>Let this console &amp;restart services, reboot and shut down through it</source>
        <translation>Par lui, cette console peut &amp;redémarrer des services, redémarrer et éteindre</translation>
    </message>
    <message>
        <source>as for this console: %1</source>
        <translation>comme pour cette console : %1</translation>
    </message>
    <message>
        <source>There is no broker yet. Add one first, on the page MQTT brokers of the menu File.</source>
        <translation>Il n’y a pas encore de courtier. En ajouter un d’abord, sur la page Courtiers MQTT du menu Fichier.</translation>
    </message>
    <message>
        <source>This console is not connected to %1, so it could not tell whether the Pi reports there.</source>
        <translation>Cette console n’est pas connectée à %1 et ne pourrait pas savoir si le Pi y rapporte.</translation>
    </message>
    <message>
        <source>This broker is not encrypted: what the Pi reports, and its password, cross the network readable.</source>
        <translation>Ce courtier n’est pas chiffré : ce que le Pi rapporte, et son mot de passe, traversent le réseau en clair.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>The agent %1 runs, and its first reading has arrived.</source>
        <translation>L’agent %1 fonctionne, et sa première mesure est arrivée.</translation>
    </message>
    <message>
        <source>The agent %1 runs in place of %2, and its first reading has arrived.</source>
        <translation>L’agent %1 fonctionne à la place de %2, et sa première mesure est arrivée.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::InstallSteps</name>
    <message>
        <source>Look what kind of Pi it is</source>
        <translation>Regarder de quel Pi il s’agit</translation>
    </message>
    <message>
        <source>Copy the package and its settings</source>
        <translation>Copier le paquet et ses réglages</translation>
    </message>
    <message>
        <source>Install the package, with what it needs</source>
        <translation>Installer le paquet, avec ce qu’il lui faut</translation>
    </message>
    <message>
        <source>Start the agent</source>
        <translation>Démarrer l’agent</translation>
    </message>
    <message>
        <source>Wait for its first reading over the broker</source>
        <translation>Attendre sa première mesure par le courtier</translation>
    </message>
    <message>
        <source>Put everything back as it was</source>
        <translation>Tout remettre dans l’état précédent</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>à venir</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fait</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoué</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::LocalBrokerDialog</name>
    <message>
        <source>Run a broker on this computer</source>
        <translation>Exécuter un courtier sur cet ordinateur</translation>
    </message>
    <message>
        <source>Mosquitto runs while this console runs, and is started again should it end. It is encrypted with a certificate of its own, lets nobody in without a password, and keeps on disk what clients that are away have not had yet. Pis must be able to reach this computer on this port:</source>
        <translation>Mosquitto fonctionne tant que cette console fonctionne, et est redémarré s’il s’arrête. Il est chiffré avec un certificat à lui, ne laisse entrer personne sans mot de passe, et garde sur disque ce que les clients absents n’ont pas encore reçu. Les Pi doivent pouvoir joindre cet ordinateur sur ce port :</translation>
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
        <translation>Exécuter</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Add a Pi…</source>
        <translation>&amp;Ajouter un Pi…</translation>
    </message>
    <message>
        <source>Import ~/.ssh/&amp;config…</source>
        <translation>Importer ~/.ssh/&amp;config…</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>Import a &amp;list…</source>
        <translation>Importer une &amp;liste…</translation>
    </message>
    <message>
        <source>Answer &amp;questions…</source>
        <translation>&amp;Répondre aux questions…</translation>
    </message>
    <message>
        <source>Ctrl+J</source>
        <translation>Ctrl+J</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>A&amp;ppareil</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>Re&amp;connect now</source>
        <translation>Se re&amp;connecter maintenant</translation>
    </message>
    <message>
        <source>Open a &amp;terminal</source>
        <translation>Ouvrir un &amp;terminal</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>Copy the SSH co&amp;mmand</source>
        <translation>Copier la co&amp;mmande SSH</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Review the changed host &amp;key…</source>
        <translation>E&amp;xaminer la clé d’hôte modifiée…</translation>
    </message>
    <message>
        <source>Restart a &amp;service…</source>
        <translation>Relancer un &amp;service…</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Re&amp;boot…</source>
        <translation>Re&amp;démarrer…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>Shut &amp;down…</source>
        <translation>&amp;Arrêter…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+D</source>
        <translation>Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>Mod&amp;ifier…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Retirer…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Back to the fleet</source>
        <translation>&amp;Retour au parc</translation>
    </message>
    <message>
        <source>&amp;Jump to a Pi…</source>
        <translation>&amp;Aller à un Pi…</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>Rec&amp;hercher</translation>
    </message>
    <message>
        <source>C&amp;lear filters</source>
        <translation>&amp;Effacer les filtres</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tableau</translation>
    </message>
    <message>
        <source>T&amp;iles</source>
        <translation>T&amp;uiles</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Grouper</translation>
    </message>
    <message>
        <source>&amp;No groups</source>
        <translation>&amp;Aucun groupe</translation>
    </message>
    <message>
        <source>By &amp;site</source>
        <translation>Par &amp;site</translation>
    </message>
    <message>
        <source>By &amp;model</source>
        <translation>Par &amp;modèle</translation>
    </message>
    <message>
        <source>By s&amp;tate</source>
        <translation>Par é&amp;tat</translation>
    </message>
    <message>
        <source>&amp;Show only</source>
        <translation>Afficher &amp;seulement</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>&amp;Columns…</source>
        <translation>C&amp;olonnes…</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>Appare&amp;nce</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Plein écran</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Comme le &amp;système</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>So&amp;mbre</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
        <source>&amp;About Pi Uptime</source>
        <translation>À &amp;propos de Pi Uptime</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Open the selected Pi</source>
        <translation>Ouvrir le Pi sélectionné</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Back, or clear the filters</source>
        <translation>Retour, ou effacer les filtres</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
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
        <translation>Répondre…</translation>
    </message>
    <message numerus="yes">
        <source>%n reading(s) could not be kept.</source>
        <translation>
            <numerusform>%n mesure n’a pas pu être conservée.</numerusform>
            <numerusform>%n mesures n’ont pas pu être conservées.</numerusform>
        </translation>
    </message>
    <message>
        <source>The damaged history was put aside: %1</source>
        <translation>L’historique endommagé a été mis de côté&#xa0;: %1</translation>
    </message>
    <message>
        <source>History cannot be written; readings wait in memory</source>
        <translation>L’historique ne peut être écrit&#xa0;; les mesures attendent en mémoire</translation>
    </message>
    <message>
        <source>History needs your attention</source>
        <translation>L’historique demande une intervention</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>The configuration has mistakes: what they are about is left out, and nothing is saved until they are mended</source>
        <translation>La configuration contient des erreurs&#xa0;: ce qu’elles concernent est laissé de côté, et rien n’est enregistré tant qu’elles ne sont pas corrigées</translation>
    </message>
    <message>
        <source>Com&amp;pare graphs</source>
        <translation>Com&amp;parer les courbes</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>Compare – Pi Uptime</source>
        <translation>Comparaison – Pi Uptime</translation>
    </message>
    <message>
        <source>&amp;Ranking</source>
        <translation>&amp;Classement</translation>
    </message>
    <message>
        <source>Ctrl+Shift+T</source>
        <translation>Ctrl+Shift+T</translation>
    </message>
    <message>
        <source>Ranking – Pi Uptime</source>
        <translation>Classement – Pi Uptime</translation>
    </message>
    <message>
        <source>MQTT &amp;brokers</source>
        <translation>&amp;Brokers MQTT</translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation>Ctrl+Shift+B</translation>
    </message>
    <message>
        <source>Measuring &amp;interval…</source>
        <translation>&amp;Intervalle de mesure…</translation>
    </message>
    <message>
        <source>Brokers – Pi Uptime</source>
        <translation>Brokers – Pi Uptime</translation>
    </message>
    <message>
        <source>Install the a&amp;gent…</source>
        <translation>Installer l’a&amp;gent…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+A</source>
        <translation>Ctrl+Shift+A</translation>
    </message>
    <message>
        <source>Remo&amp;ve the agent…</source>
        <translation>Supprimer l’agen&amp;t…</translation>
    </message>
    <message>
        <source>Install the a&amp;gent anew…</source>
        <translation>Réinstaller l’a&amp;gent…</translation>
    </message>
    <message>
        <source>Attac&amp;h…</source>
        <translation>Assoc&amp;ier…</translation>
    </message>
    <message>
        <source>Detac&amp;h</source>
        <translation>Dissoc&amp;ier</translation>
    </message>
    <message>
        <source>Attac&amp;h a sensor…</source>
        <translation>Assoc&amp;ier un capteur…</translation>
    </message>
    <message>
        <source>Nothing is collected: piuptimed does not answer</source>
        <translation>Rien n’est relevé : piuptimed ne répond pas</translation>
    </message>
    <message>
        <source>What is shown grows old. It is looked for again and again: %1</source>
        <translation>Ce qui est affiché vieillit. La recherche continue : %1</translation>
    </message>
    <message>
        <source>API &amp;gateway</source>
        <translation>Passerelle &amp;API</translation>
    </message>
    <message>
        <source>Ctrl+Shift+G</source>
        <translation>Ctrl+Shift+G</translation>
    </message>
    <message>
        <source>Open its API &amp;gateway</source>
        <translation>Ouvrir sa passerelle &amp;API</translation>
    </message>
    <message>
        <source>Gateway – Pi Uptime</source>
        <translation>Passerelle – Pi Uptime</translation>
    </message>
    <message>
        <source>Not everything runs</source>
        <translation>Tout ne fonctionne pas</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::NewKeyDialog</name>
    <message>
        <source>New key for %1</source>
        <translation>Nouvelle clé pour %1</translation>
    </message>
    <message>
        <source>The key is shown once. The configuration keeps its hash, so nobody can look it up later.</source>
        <translation>La clé est montrée une fois. La configuration garde son empreinte, personne ne peut donc la retrouver plus tard.</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Ce à quoi elle sert</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>La clé</translation>
    </message>
    <message>
        <source>Make a key</source>
        <translation>Créer une clé</translation>
    </message>
    <message>
        <source>This is the key %1. Copy it now: it is not shown again.</source>
        <translation>Voici la clé %1. Copiez-la maintenant : elle ne sera plus montrée.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::Notice</name>
    <message>
        <source>Close this notice</source>
        <translation>Fermer cet avis</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::PageHead</name>
    <message>
        <source>Fleet</source>
        <translation>Parc</translation>
    </message>
    <message>
        <source>Back to the fleet</source>
        <translation>Retour au parc</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::QuestionCentre</name>
    <message numerus="yes">
        <source>%n questions wait for your answer</source>
        <translation>
            <numerusform>%n question attend une réponse</numerusform>
            <numerusform>%n questions attendent une réponse</numerusform>
        </translation>
    </message>
    <message>
        <source>Is this %1?</source>
        <translation>Est-ce bien %1&#xa0;?</translation>
    </message>
    <message>
        <source>%1 wants you to sign in</source>
        <translation>%1 demande une connexion</translation>
    </message>
    <message>
        <source>A key is locked</source>
        <translation>Une clé est verrouillée</translation>
    </message>
    <message>
        <source>Your saved secrets are locked</source>
        <translation>Les secrets enregistrés sont verrouillés</translation>
    </message>
    <message numerus="yes">
        <source>%n unknown host key(s)</source>
        <translation>
            <numerusform>%n clé d’hôte inconnue</numerusform>
            <numerusform>%n clés d’hôte inconnues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s)</source>
        <translation>
            <numerusform>%n connexion</numerusform>
            <numerusform>%n connexions</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 shows a host key that is not known yet. Nothing is sent before you trust it.</source>
        <translation>%1 présente une clé d’hôte encore inconnue. Rien n’est envoyé avant qu’elle soit acceptée.</translation>
    </message>
    <message>
        <source>The key file %1 needs its passphrase.</source>
        <translation>Le fichier de clé %1 demande sa phrase secrète.</translation>
    </message>
    <message>
        <source>Passwords were saved under a passphrase.</source>
        <translation>Des mots de passe ont été enregistrés sous une phrase secrète.</translation>
    </message>
    <message>
        <source>Is %1 one Pi or two?</source>
        <translation>%1 : un Pi ou deux ?</translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) that may be seen twice</source>
        <translation>
            <numerusform>%n Pi peut-être vu deux fois</numerusform>
            <numerusform>%n Pi peut-être vus deux fois</numerusform>
        </translation>
    </message>
    <message>
        <source>A Pi of this name reports over MQTT as %1, and one is read at %2.</source>
        <translation>Un Pi de ce nom se signale par MQTT comme %1, un autre est lu à %2.</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::QuickOpen</name>
    <message>
        <source>Jump to a Pi</source>
        <translation>Aller à un Pi</translation>
    </message>
    <message>
        <source>Name, address, site or tag</source>
        <translation>Nom, adresse, site ou étiquette</translation>
    </message>
    <message>
        <source>Matching Pis</source>
        <translation>Pi correspondants</translation>
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
        <translation>7 j</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 j</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Show %1, following the present</source>
        <translation>Afficher %1 en suivant le présent</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::RankingChart</name>
    <message>
        <source>%1. %2: %3</source>
        <comment>place, who, value</comment>
        <translation>%1. %2&#xa0;: %3</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::RankingPage</name>
    <message>
        <source>Ranking</source>
        <translation>Classement</translation>
    </message>
    <message>
        <source>Compare graphs</source>
        <translation>Comparer les courbes</translation>
    </message>
    <message>
        <source>Shows the Pis of this ranking on one time axis</source>
        <translation>Montre les Pi de ce classement sur un même axe de temps</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Grandeur</translation>
    </message>
    <message>
        <source>Ranked by</source>
        <translation>Classé par</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>First %1</source>
        <translation>%1 premiers</translation>
    </message>
    <message>
        <source>All that fit</source>
        <translation>Autant que possible</translation>
    </message>
    <message>
        <source>Loading the history</source>
        <translation>Chargement de l’historique</translation>
    </message>
    <message>
        <source>Nothing was measured in this time</source>
        <translation>Rien n’a été mesuré pendant cette période</translation>
    </message>
    <message>
        <source>Choose a longer range to see older measurements.</source>
        <translation>Une période plus longue montre des mesures plus anciennes.</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>L’historique est illisible</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>SoC temperature: Highest, last 7 days</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Ranking, %1</source>
        <comment>SoC temperature: Highest, last 7 days</comment>
        <translation>Classement, %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>how many of how many places</comment>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>bars begin at %1</source>
        <translation>les barres commencent à %1</translation>
    </message>
    <message>
        <source>thin line: from lowest to highest</source>
        <translation>trait fin&#xa0;: de la plus basse à la plus haute valeur</translation>
    </message>
    <message>
        <source>Shown is what was loaded before. %1</source>
        <translation>Affichage de ce qui était déjà chargé. %1</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Chargement</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::RequestsView</name>
    <message>
        <source>All requests</source>
        <translation>Toutes les requêtes</translation>
    </message>
    <message>
        <source>Status 500 and more</source>
        <translation>Statut 500 et plus</translation>
    </message>
    <message>
        <source>Status 400 to 499</source>
        <translation>Statut 400 à 499</translation>
    </message>
    <message>
        <source>Slower than 1 s</source>
        <translation>Plus lentes que 1 s</translation>
    </message>
    <message>
        <source>Slower than 100 ms</source>
        <translation>Plus lentes que 100 ms</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requêtes</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Statut</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Requête</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Durée</translation>
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
        <translation>Ce qui a échoué</translation>
    </message>
    <message>
        <source>No request to show</source>
        <translation>Aucune requête à montrer</translation>
    </message>
    <message>
        <source>The gateway keeps the last ones, and longer those that failed or were slow.</source>
        <translation>La passerelle garde les dernières, et plus longtemps celles qui ont échoué ou ont été lentes.</translation>
    </message>
    <message>
        <source>Filter by host, path or query</source>
        <translation>Filtrer par hôte, chemin ou paramètres</translation>
    </message>
    <message>
        <source>Filter requests</source>
        <translation>Filtrer les requêtes</translation>
    </message>
    <message>
        <source>Which requests</source>
        <translation>Quelles requêtes</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Figer</translation>
    </message>
    <message>
        <source>Keep the list as it is, to read it</source>
        <translation>Laisser la liste telle quelle, pour la lire</translation>
    </message>
    <message>
        <source>What happened to it</source>
        <translation>Ce qui lui est arrivé</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s’est passé</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 envoyés</translation>
    </message>
    <message>
        <source>trace %1</source>
        <translation>trace %1</translation>
    </message>
    <message>
        <source>Choose a request to have it explained</source>
        <translation>Choisissez une requête pour la voir expliquée</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::SameDeviceDialog</name>
    <message>
        <source>Is this the same Pi?</source>
        <translation>Est-ce le même Pi ?</translation>
    </message>
    <message>
        <source>Is %1, which reports over MQTT as %2, the same Pi as %1 at %3?</source>
        <translation>%1, qui se signale par MQTT comme %2, est-il le même Pi que %1 à %3 ?</translation>
    </message>
    <message>
        <source>The same Pi: both are shown as one, with one history. Two Pis: they only share a name, and stay apart.</source>
        <translation>Le même Pi : les deux ne font plus qu&apos;un, avec un seul historique. Deux Pi : ils ne partagent qu&apos;un nom et restent séparés.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Two Pis</source>
        <translation>Deux Pi</translation>
    </message>
    <message>
        <source>The same Pi</source>
        <translation>Le même Pi</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::SecretDialog</name>
    <message>
        <source>Passphrase for %1</source>
        <translation>Phrase secrète de %1</translation>
    </message>
    <message>
        <source>Passphrase for your saved secrets</source>
        <translation>Phrase secrète des secrets enregistrés</translation>
    </message>
    <message>
        <source>%1 has a question</source>
        <translation>%1 pose une question</translation>
    </message>
    <message>
        <source>Password for %1</source>
        <translation>Mot de passe de %1</translation>
    </message>
    <message>
        <source>The key is needed to sign in to %1. It never leaves this computer.</source>
        <translation>La clé est nécessaire pour se connecter à %1. Elle ne quitte jamais cet ordinateur.</translation>
    </message>
    <message>
        <source>There is no keyring on this computer, so saved passwords are kept in a file that this passphrase seals.</source>
        <translation>Cet ordinateur n’a pas de trousseau&#xa0;; les mots de passe enregistrés sont gardés dans un fichier scellé par cette phrase secrète.</translation>
    </message>
    <message>
        <source>%1 asks this before it lets you in.</source>
        <translation>%1 pose cette question avant d’ouvrir la session.</translation>
    </message>
    <message>
        <source>%1 accepts none of your keys and asks for a password.</source>
        <translation>%1 n’accepte aucune des clés et demande un mot de passe.</translation>
    </message>
    <message>
        <source>That was not accepted. Try again.</source>
        <translation>Refusé. Réessayer.</translation>
    </message>
    <message>
        <source>Remember in the keyring of this computer</source>
        <translation>Mémoriser dans le trousseau de cet ordinateur</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ServiceDialog</name>
    <message>
        <source>Restart a service on %1</source>
        <translation>Relancer un service sur %1</translation>
    </message>
    <message>
        <source>The service stops and starts again on %1. What it serves is away for that moment.</source>
        <translation>Le service s’arrête puis redémarre sur %1. Ce qu’il fournit est indisponible pendant ce temps.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Name of the service, such as nginx.service</source>
        <translation>Nom du service, par exemple nginx.service</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Relancer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::StateChip</name>
    <message>
        <source>Show only: %1</source>
        <translation>Afficher seulement&#xa0;: %1</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all devices</comment>
        <translation>Tous</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n device(s)</source>
        <translation>
            <numerusform>%1&#xa0;: %n appareil</numerusform>
            <numerusform>%1&#xa0;: %n appareils</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::SurroundingsPanel</name>
    <message>
        <source>Measures around %1.</source>
        <translation>Mesure autour de %1.</translation>
    </message>
    <message>
        <source>Measures around all Pis of the site %1.</source>
        <translation>Mesure autour de tous les Pi du site %1.</translation>
    </message>
    <message>
        <source>Not attached: nobody knows around which Pi it measures.</source>
        <translation>Non associé : on ne sait autour de quel Pi il mesure.</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>Dissocier</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>Capteur</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Associer…</translation>
    </message>
    <message>
        <source>Attach a sensor…</source>
        <translation>Associer un capteur…</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Ouvrir %1</translation>
    </message>
    <message>
        <source>Detach %1</source>
        <translation>Dissocier %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
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
        <translation>%1  %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>Time and events</source>
        <translation>Temps et événements</translation>
    </message>
    <message numerus="yes">
        <source>From %1 to %2, %n event(s).</source>
        <translation>
            <numerusform>De %1 à %2, %n événement.</numerusform>
            <numerusform>De %1 à %2, %n événements.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
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
            <numerusform>%n autre non affiché</numerusform>
            <numerusform>%n autres non affichés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::TrafficChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
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
        <translation>Filtrer par sujet, genre ou contenu</translation>
    </message>
    <message>
        <source>Filter topics</source>
        <translation>Filtrer les sujets</translation>
    </message>
    <message>
        <source>Otherwise only topics are listened to that this console can read</source>
        <translation>Sinon, seuls les sujets que cette console sait lire sont écoutés</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Sujets</translation>
    </message>
    <message>
        <source>Looking at what it carries</source>
        <translation>Examen de ce qu&apos;il transporte</translation>
    </message>
    <message>
        <source>Nothing is heard from this broker</source>
        <translation>Rien ne vient de ce broker</translation>
    </message>
    <message>
        <source>What it carries is shown once it is connected.</source>
        <translation>Ce qu&apos;il transporte s&apos;affiche dès qu&apos;il est connecté.</translation>
    </message>
    <message>
        <source>Nothing has come over this broker yet</source>
        <translation>Rien n&apos;est encore passé par ce broker</translation>
    </message>
    <message>
        <source>Agents and known publishers appear with their first message.</source>
        <translation>Les agents et programmes connus apparaissent à leur premier message.</translation>
    </message>
    <message>
        <source>Listen to everything for 30 seconds</source>
        <translation>Tout écouter pendant 30 secondes</translation>
    </message>
    <message>
        <source>No topic matches</source>
        <translation>Aucun sujet ne correspond</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Vider le filtre</translation>
    </message>
    <message>
        <source>What it carries cannot be told</source>
        <translation>Impossible de dire ce qu&apos;il transporte</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Latest payload</source>
        <translation>Dernier contenu</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
    </message>
    <message>
        <source>Listening to everything, %1 left</source>
        <translation>Écoute de tout, encore %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln sujet</numerusform>
            <numerusform>%Ln sujets</numerusform>
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
            <numerusform>%Ln refusé</numerusform>
            <numerusform>%Ln refusés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) of further topics are not shown</source>
        <translation>
            <numerusform>%Ln message d&apos;autres sujets n&apos;est pas affiché</numerusform>
            <numerusform>%Ln messages d&apos;autres sujets ne sont pas affichés</numerusform>
        </translation>
    </message>
    <message>
        <source>Shown is what was told before: %1</source>
        <translation>État précédent affiché : %1</translation>
    </message>
    <message>
        <source>%1 (kept by the broker)</source>
        <translation>%1 (conservé par le broker)</translation>
    </message>
    <message>
        <source>an empty payload</source>
        <translation>un contenu vide</translation>
    </message>
    <message>
        <source>Use this topic…</source>
        <translation>Utiliser ce topic…</translation>
    </message>
    <message>
        <source>Say what its value is, and it is shown and stored like any other</source>
        <translation>Dites ce qu’est sa valeur, et elle sera affichée et enregistrée comme toute autre</translation>
    </message>
</context>
<context>
    <name>piuptime::desktop::UpstreamsView</name>
    <message>
        <source>No upstream is configured</source>
        <translation>Aucun serveur amont n’est configuré</translation>
    </message>
    <message>
        <source>Name the servers that answer, under [[upstream]] in the configuration.</source>
        <translation>Nommez les serveurs qui répondent, sous [[upstream]] dans la configuration.</translation>
    </message>
    <message>
        <source>Upstreams</source>
        <translation>Serveurs amont</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Amont</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latence</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Breaker</source>
        <translation>Disjoncteur</translation>
    </message>
    <message>
        <source>Chosen by</source>
        <translation>Choisi selon</translation>
    </message>
    <message>
        <source>Choose an endpoint to take it out.</source>
        <translation>Choisissez un serveur pour le retirer.</translation>
    </message>
    <message>
        <source>Take it in again</source>
        <translation>Le remettre</translation>
    </message>
    <message>
        <source>Take it out…</source>
        <translation>Le retirer…</translation>
    </message>
    <message>
        <source>Take %1 out?</source>
        <translation>Retirer %1 ?</translation>
    </message>
    <message>
        <source>Requests under way end as they do; new ones go to the others of its upstream, and are refused when there is no other. This lasts until somebody takes it in again, or the gateway is started anew.</source>
        <translation>Les requêtes en cours se terminent ; les nouvelles vont aux autres serveurs du groupe, et sont refusées s’il n’y en a pas d’autre. Cela dure jusqu’à ce que quelqu’un le remette, ou que la passerelle redémarre.</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Le retirer</translation>
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
        <translation>Étape&#xa0;: %1</translation>
    </message>
    <message>
        <source>, while </source>
        <translation>, dans&#xa0;: </translation>
    </message>
    <message>
        <source>Review the key…</source>
        <translation>Examiner la clé…</translation>
    </message>
    <message>
        <source>%1 Since %2.</source>
        <translation>%1 Depuis %2.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Next attempt in %1</source>
        <translation>Prochaine tentative dans %1</translation>
    </message>
    <message>
        <source>Not tried again by itself</source>
        <translation>Pas de nouvel essai automatique</translation>
    </message>
    <message>
        <source>Trying now</source>
        <translation>Tentative en cours</translation>
    </message>
    <message>
        <source>Blocked: another host key than before</source>
        <translation>Bloqué&#xa0;: autre clé d’hôte qu’avant</translation>
    </message>
    <message>
        <source>Either %1 was set up again, or something pretends to be it. Nothing was sent to it.</source>
        <translation>Soit %1 a été réinstallé, soit quelque chose se fait passer pour lui. Rien ne lui a été envoyé.</translation>
    </message>
    <message>
        <source>Find out why the key changed before you accept it.</source>
        <translation>Chercher pourquoi la clé a changé avant de l’accepter.</translation>
    </message>
    <message>
        <source>Shown again with its next message</source>
        <translation>De retour à son prochain message</translation>
    </message>
    <message>
        <source>%1 Surroundings: %2.</source>
        <translation>%1 Environnement : %2.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AccessGuard</name>
    <message>
        <source>The PINs cannot be read, so nobody can unlock (%1). Delete their file to set new ones.</source>
        <translation>Les codes PIN sont illisibles, personne ne peut donc déverrouiller (%1). Supprimer leur fichier pour en définir de nouveaux.</translation>
    </message>
    <message>
        <source>This PIN is wrong.</source>
        <translation>Ce code PIN est faux.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 12 digits.</source>
        <translation>Un code PIN a de 4 à 12 chiffres.</translation>
    </message>
    <message>
        <source>No PIN is set.</source>
        <translation>Aucun code PIN n’est défini.</translation>
    </message>
    <message>
        <source>This PIN is that of another level. Choose another one.</source>
        <translation>Ce code PIN est celui d’un autre niveau. En choisir un autre.</translation>
    </message>
    <message>
        <source>The PIN could not be stored (%1).</source>
        <translation>Le code PIN n’a pas pu être enregistré (%1).</translation>
    </message>
    <message>
        <source>There were too many wrong PINs. The next one is taken after a while.</source>
        <translation>Il y a eu trop de codes PIN faux. Le prochain sera accepté après un moment.</translation>
    </message>
    <message>
        <source>Looking takes no PIN.</source>
        <translation>La consultation ne demande pas de code PIN.</translation>
    </message>
    <message>
        <source>Changing PINs takes the PIN for operating.</source>
        <translation>Changer les codes PIN demande le code PIN de commande.</translation>
    </message>
    <message>
        <source>The first PIN of a level is set with piuptimectl.</source>
        <translation>Le premier code PIN d’un niveau se définit avec piuptimectl.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AlarmSound</name>
    <message>
        <source>There is no program that plays sounds. Install alsa-utils or pipewire-bin.</source>
        <translation>Il n’y a pas de programme qui joue des sons. Installer alsa-utils ou pipewire-bin.</translation>
    </message>
    <message>
        <source>There is no sound card.</source>
        <translation>Il n’y a pas de carte son.</translation>
    </message>
    <message>
        <source>The sound cannot be stored: %1</source>
        <translation>Le son ne peut pas être enregistré&#xa0;: %1</translation>
    </message>
    <message>
        <source>The sound could not be played; no program for it works here.</source>
        <translation>Le son n’a pas pu être joué&#xa0;; aucun programme pour cela ne fonctionne ici.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AmbientLight</name>
    <message>
        <source>There is no sensor for the light of the room.</source>
        <translation>Il n’y a pas de capteur pour la lumière de la pièce.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::AuditTrail</name>
    <message>
        <source>The audit log cannot be written (%1).</source>
        <translation>Le journal des actions ne peut pas être écrit (%1).</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::Backlight</name>
    <message>
        <source>The brightness of the screen may not be set. It takes a user of the group video and the udev rule 60-piuptime-backlight.rules, and then a restart.</source>
        <translation>La luminosité de l’écran ne peut pas être réglée, faute de droits. Il faut un utilisateur du groupe video et la règle udev 60-piuptime-backlight.rules, puis un redémarrage.</translation>
    </message>
    <message>
        <source>This screen has no brightness that can be set. It is darkened by what is shown.</source>
        <translation>Cet écran n’a pas de luminosité réglable. Il est assombri par l’image affichée.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::GraphPainter</name>
    <message>
        <source>%1: %2</source>
        <comment>a line of a graph and its value</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::GraphState</name>
    <message>
        <source>none now</source>
        <comment>flags</comment>
        <translation>aucun actuellement</translation>
    </message>
    <message>
        <source>%1 old</source>
        <comment>a value, such as 12 min</comment>
        <translation>il y a %1</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::HostReport</name>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a service</comment>
        <translation>en échec</translation>
    </message>
    <message>
        <source>Units of systemd</source>
        <translation>Unités de systemd</translation>
    </message>
    <message>
        <source>none has failed</source>
        <translation>aucune en échec</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>is being kept</source>
        <translation>est enregistré</translation>
    </message>
    <message>
        <source>is waiting for the disk</source>
        <translation>attend le disque</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Chaleur</translation>
    </message>
    <message numerus="yes">
        <source>more than %n year(s)</source>
        <translation>
            <numerusform>plus de %n an</numerusform>
            <numerusform>plus de %n ans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n mois</numerusform>
            <numerusform>%n mois</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n an</numerusform>
            <numerusform>%n ans</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 a day</source>
        <translation>%1 par jour</translation>
    </message>
    <message>
        <source>What it writes</source>
        <translation>Ce qu’il écrit</translation>
    </message>
    <message>
        <source>This history</source>
        <translation>Cet historique</translation>
    </message>
    <message>
        <source>Everything here</source>
        <translation>Tout sur ce Pi</translation>
    </message>
    <message>
        <source>Card of %1, at this rate</source>
        <translation>Carte de %1, à ce rythme</translation>
    </message>
    <message>
        <source>lasts %1</source>
        <translation>dure %1</translation>
    </message>
    <message>
        <source>%1 if it bears %2 times its size, %3 if %4; few makers say</source>
        <translation>%1 si elle supporte %2 fois sa taille, %3 pour %4 fois ; peu de fabricants le disent</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::Keeping</name>
    <message>
        <source>What is measured is kept in memory only: %1</source>
        <translation>Les mesures ne sont gardées qu’en mémoire : %1</translation>
    </message>
    <message>
        <source>What is set at the screen is lost with a restart: %1 cannot be written.</source>
        <translation>Les réglages faits à l’écran se perdent au redémarrage : impossible d’écrire dans %1.</translation>
    </message>
    <message>
        <source>The audit log and the count of wrong PINs are lost with a restart: %1 cannot be written.</source>
        <translation>Le journal d’audit et le nombre de codes PIN faux se perdent au redémarrage : impossible d’écrire dans %1.</translation>
    </message>
</context>
<context>
    <name>piuptime::kiosk::Operator</name>
    <message>
        <source>%1 was restarted.</source>
        <translation>%1 a été redémarré.</translation>
    </message>
    <message>
        <source>The Pi is rebooting.</source>
        <translation>Le Pi redémarre.</translation>
    </message>
    <message>
        <source>The Pi is shutting down.</source>
        <translation>Le Pi s’éteint.</translation>
    </message>
    <message>
        <source>This takes the PIN for operating.</source>
        <translation>Cela demande le code PIN de commande.</translation>
    </message>
    <message>
        <source>This did not work. %1</source>
        <translation>Cela n’a pas fonctionné. %1</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::BindingListModel</name>
    <message>
        <source>the payload</source>
        <translation>le contenu</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Dernière</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Grandeur</translation>
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
        <translation>Aucun message n’est encore arrivé</translation>
    </message>
    <message>
        <source>%1, kept by the broker</source>
        <translation>%1, conservé par le broker</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a value and its age</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The latest message has nothing at this place</source>
        <translation>Le dernier message n’a rien à cet endroit</translation>
    </message>
    <message>
        <source>This is no way to a value, such as sensors[0].temp</source>
        <translation>Ce n’est pas un chemin vers une valeur comme sensors[0].temp</translation>
    </message>
    <message>
        <source>The payload is larger than 256 KiB</source>
        <translation>Le contenu dépasse 256 Kio</translation>
    </message>
    <message>
        <source>The payload is no JSON: %1</source>
        <translation>Le contenu n’est pas du JSON : %1</translation>
    </message>
    <message>
        <source>No such thing can be: look at scale and offset</source>
        <translation>Une telle valeur n’existe pas : vérifiez facteur et décalage</translation>
    </message>
    <message>
        <source>What stands there is no number</source>
        <translation>Ce qui s’y trouve n’est pas un nombre</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>encore rien</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::BrokerDraft</name>
    <message>
        <source>Enter an address, such as broker.example or 192.168.1.5:1884</source>
        <translation>Entrer une adresse, comme broker.example ou 192.168.1.5:1884</translation>
    </message>
    <message>
        <source>Not an address: %1</source>
        <translation>Pas une adresse : %1</translation>
    </message>
    <message>
        <source>Another broker has this name</source>
        <translation>Un autre broker porte ce nom</translation>
    </message>
    <message>
        <source>The key needs its certificate</source>
        <translation>Il manque le certificat de la clé</translation>
    </message>
    <message>
        <source>The certificate needs its key</source>
        <translation>Il manque la clé du certificat</translation>
    </message>
    <message>
        <source>Words between slashes, such as site/piuptime, without + and #</source>
        <translation>Des mots entre barres obliques, comme site/piuptime, sans + ni #</translation>
    </message>
    <message>
        <source>One word without /, + and #</source>
        <translation>Un mot sans /, + ni #</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::BrokerTexts</name>
    <message>
        <source>Switched off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Connected, MQTT 3.1.1</source>
        <translation>Connecté, MQTT 3.1.1</translation>
    </message>
    <message>
        <source>Connected, MQTT 5</source>
        <translation>Connecté, MQTT 5</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>Not connected, again in %1</source>
        <translation>Non connecté, à nouveau dans %1</translation>
    </message>
    <message>
        <source>It is not listened to until it is switched on.</source>
        <translation>Il n&apos;est pas écouté tant qu&apos;il est désactivé.</translation>
    </message>
    <message>
        <source>MQTT 3.1.1 shares no load: this console reads everything, whatever its group.</source>
        <translation>MQTT 3.1.1 ne partage pas la charge : cette console lit tout, quel que soit son groupe.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>Pi Uptime agent</source>
        <translation>agent Pi Uptime</translation>
    </message>
    <message>
        <source>bound by hand</source>
        <translation>lié à la main</translation>
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
        <translation>Événements</translation>
    </message>
    <message>
        <source>Reboots</source>
        <translation>Redémarrages</translation>
    </message>
    <message>
        <source>Throttling and under-voltage</source>
        <translation>Bridage et sous-tension</translation>
    </message>
    <message>
        <source>UPS on battery</source>
        <translation>Onduleur sur batterie</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::ChartReading</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>at times</source>
        <translation>par moments</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>%1: newest %2, least %3, most %4.</source>
        <translation>%1&#xa0;: dernière valeur %2, minimum %3, maximum %4.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>No data in this time range.</source>
        <translation>Aucune donnée sur cette période.</translation>
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
        <translation>Bridé ou sous-tension ; sur batterie</translation>
    </message>
    <message>
        <source>%1 on battery</source>
        <translation>%1 sur batterie</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DeviceCharts</name>
    <message>
        <source>Temperature</source>
        <translation>Température</translation>
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
        <translation>fréquence plafonnée</translation>
    </message>
    <message>
        <source>soft limit</source>
        <translation>limite souple</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>bridé</translation>
    </message>
    <message>
        <source>ARM clock</source>
        <translation>Fréquence ARM</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>mesurée</translation>
    </message>
    <message>
        <source>requested</source>
        <translation>demandée</translation>
    </message>
    <message>
        <source>Power and throttling</source>
        <translation>Alimentation et bridage</translation>
    </message>
    <message>
        <source>Under-voltage now</source>
        <translation>Sous-tension maintenant</translation>
    </message>
    <message>
        <source>Under-voltage since boot</source>
        <translation>Sous-tension depuis démarrage</translation>
    </message>
    <message>
        <source>Clock capped now</source>
        <translation>Fréq. plafonnée maintenant</translation>
    </message>
    <message>
        <source>Clock capped since boot</source>
        <translation>Fréq. plafonnée depuis dém.</translation>
    </message>
    <message>
        <source>Throttled now</source>
        <translation>Bridé maintenant</translation>
    </message>
    <message>
        <source>Throttled since boot</source>
        <translation>Bridé depuis démarrage</translation>
    </message>
    <message>
        <source>Soft temp. limit now</source>
        <translation>Limite temp. souple maint.</translation>
    </message>
    <message>
        <source>Soft temp. limit since boot</source>
        <translation>Limite temp. souple depuis dém.</translation>
    </message>
    <message>
        <source>Under-voltage last 2 s</source>
        <translation>Sous-tension 2 dernières s</translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation>Entrée 5 V</translation>
    </message>
    <message>
        <source>EXT5V</source>
        <translation>EXT5V</translation>
    </message>
    <message>
        <source>under-voltage</source>
        <translation>sous-tension</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Charge</translation>
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
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>used</source>
        <translation>utilisée</translation>
    </message>
    <message>
        <source>swap</source>
        <translation>swap</translation>
    </message>
    <message>
        <source>total</source>
        <translation>totale</translation>
    </message>
    <message>
        <source>Disk throughput</source>
        <translation>Débit des disques</translation>
    </message>
    <message>
        <source>%1 read</source>
        <translation>%1 lu</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 écrit</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation>%1 reçu</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 envoyé</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>sur batterie</translation>
    </message>
    <message>
        <source>Fan</source>
        <translation>Ventilateur</translation>
    </message>
    <message>
        <source>Board power</source>
        <translation>Puissance de la carte</translation>
    </message>
    <message>
        <source>board</source>
        <translation>carte</translation>
    </message>
    <message>
        <source>UPS charge</source>
        <translation>Niveau de l’onduleur</translation>
    </message>
    <message>
        <source>UPS voltage</source>
        <translation>Tension de l’onduleur</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>File systems, used</source>
        <translation>Systèmes de fichiers, utilisé</translation>
    </message>
    <message>
        <source>Wi-Fi signal</source>
        <translation>Signal Wi-Fi</translation>
    </message>
    <message>
        <source>surroundings</source>
        <translation>environnement</translation>
    </message>
    <message>
        <source>Doors and vibration</source>
        <translation>Portes et vibrations</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 ouvert</translation>
    </message>
    <message>
        <source>%1 tampered with</source>
        <translation>%1 manipulé</translation>
    </message>
    <message>
        <source>%1 vibrates</source>
        <translation>%1 vibre</translation>
    </message>
    <message>
        <source>Humidity</source>
        <translation>Humidité</translation>
    </message>
    <message>
        <source>Air pressure</source>
        <translation>Pression de l’air</translation>
    </message>
    <message>
        <source>Power at the outlet</source>
        <translation>Puissance à la prise</translation>
    </message>
    <message>
        <source>Gateway requests</source>
        <translation>Requêtes de la passerelle</translation>
    </message>
    <message>
        <source>all</source>
        <translation>toutes</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échecs</translation>
    </message>
    <message>
        <source>Gateway latency</source>
        <translation>Latence de la passerelle</translation>
    </message>
    <message>
        <source>median</source>
        <translation>médiane</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>Gateway traffic</source>
        <translation>Trafic de la passerelle</translation>
    </message>
    <message>
        <source>both ways</source>
        <translation>dans les deux sens</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DeviceDraft</name>
    <message>
        <source>Enter an address, such as pi@192.168.1.20</source>
        <translation>Saisir une adresse, par exemple pi@192.168.1.20</translation>
    </message>
    <message>
        <source>Not an address: %1</source>
        <translation>Ce n’est pas une adresse&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 is not an address: %2</source>
        <translation>%1 n’est pas une adresse&#xa0;: %2</translation>
    </message>
    <message>
        <source>Enter the name of the UPS in NUT, such as ups or ups@host</source>
        <translation>Saisir le nom de l’onduleur dans NUT, par exemple ups ou ups@host</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DeviceFacts</name>
    <message>
        <source>SD card</source>
        <translation>carte SD</translation>
    </message>
    <message>
        <source>network</source>
        <translation>réseau</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>à jour</translation>
    </message>
    <message>
        <source>update available</source>
        <translation>mise à jour disponible</translation>
    </message>
    <message>
        <source>updates are frozen</source>
        <translation>mises à jour gelées</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>self-check passed</source>
        <translation>autotest réussi</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>défaillant</translation>
    </message>
    <message>
        <source>in standby</source>
        <translation>en veille</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>reserve is running out</source>
        <translation>réserve bientôt épuisée</translation>
    </message>
    <message>
        <source>reserve is used up</source>
        <translation>réserve épuisée</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Failed services</source>
        <translation>Services en échec</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>en échec</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>%1 cores</source>
        <translation>%1 cœurs</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>Up for</source>
        <translation>En marche depuis</translation>
    </message>
    <message>
        <source>Updates pending</source>
        <translation>Mises à jour en attente</translation>
    </message>
    <message>
        <source>Clock off by</source>
        <translation>Horloge décalée de</translation>
    </message>
    <message>
        <source>Boot</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Boots from</source>
        <translation>Démarre depuis</translation>
    </message>
    <message>
        <source>Bootloader</source>
        <translation>Chargeur d’amorçage</translation>
    </message>
    <message>
        <source>Last reset</source>
        <translation>Dernier reset</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Alimentation</translation>
    </message>
    <message>
        <source>Supply offers</source>
        <translation>L’alimentation fournit</translation>
    </message>
    <message>
        <source>with USB power delivery</source>
        <translation>avec USB Power Delivery</translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation>Entrée 5 V</translation>
    </message>
    <message>
        <source>Board draws</source>
        <translation>La carte consomme</translation>
    </message>
    <message>
        <source>Core voltage</source>
        <translation>Tension du cœur</translation>
    </message>
    <message>
        <source>RTC battery</source>
        <translation>Pile RTC</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>Disques</translation>
    </message>
    <message>
        <source>%1 worn</source>
        <translation>usé à %1</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 écrits</translation>
    </message>
    <message>
        <source>on for %1</source>
        <translation>en service %1</translation>
    </message>
    <message>
        <source>File systems</source>
        <translation>Systèmes de fichiers</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>lecture seule</translation>
    </message>
    <message>
        <source>UPS</source>
        <translation>Onduleur</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>sur batterie</translation>
    </message>
    <message>
        <source>on mains power</source>
        <translation>sur secteur</translation>
    </message>
    <message>
        <source>lasts %1</source>
        <translation>tient %1</translation>
    </message>
    <message>
        <source>%1 load</source>
        <translation>charge %1</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>état %1</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Illisible</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::DevicePanel</name>
    <message>
        <source>This Pi is no longer in the fleet.</source>
        <translation>Ce Pi ne fait plus partie du parc.</translation>
    </message>
    <message>
        <source>never read</source>
        <translation>jamais lu</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::EventListModel</name>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Détail</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetCellText</name>
    <message>
        <source>under-voltage now</source>
        <translation>sous-tension maintenant</translation>
    </message>
    <message>
        <source>under-voltage since boot</source>
        <translation>sous-tension depuis démarrage</translation>
    </message>
    <message>
        <source>throttled now</source>
        <translation>bridé maintenant</translation>
    </message>
    <message>
        <source>throttled since boot</source>
        <translation>bridé depuis démarrage</translation>
    </message>
    <message>
        <source>good</source>
        <translation>correcte</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>sur batterie</translation>
    </message>
    <message>
        <source>on mains</source>
        <translation>sur secteur</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>This device does not tell whether its supply is good.</source>
        <translation>Cet appareil n’indique pas si son alimentation est correcte.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>%1: now %2, since boot %3</source>
        <translation>%1&#xa0;: maintenant %2, depuis le démarrage %3</translation>
    </message>
    <message>
        <source>Under-voltage</source>
        <translation>Sous-tension</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Bridé</translation>
    </message>
    <message>
        <source>%1: %2 used</source>
        <translation>%1&#xa0;: %2 utilisé</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… et %n autre</numerusform>
            <numerusform>… et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Next attempt in %1.</source>
        <translation>Prochaine tentative dans %1.</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetModel</name>
    <message>
        <source>No site</source>
        <translation>Aucun site</translation>
    </message>
    <message>
        <source>Model not known yet</source>
        <translation>Modèle pas encore connu</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Température</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Alim.</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>UPS</source>
        <translation>Onduleur</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>En marche</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Dernier contact</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Étiquettes</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n device(s)</source>
        <translation>
            <numerusform>%1, %n appareil</numerusform>
            <numerusform>%1, %n appareils</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::FleetOverview</name>
    <message>
        <source>No Pis yet</source>
        <translation>Pas encore de Pi</translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) need help now</source>
        <translation>
            <numerusform>%n Pi a besoin d’aide</numerusform>
            <numerusform>%n Pi ont besoin d’aide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) need attention</source>
        <translation>
            <numerusform>%n Pi à surveiller</numerusform>
            <numerusform>%n Pi à surveiller</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Pi(s) cannot be heard</source>
        <translation>
            <numerusform>%n Pi est muet</numerusform>
            <numerusform>%n Pi sont muets</numerusform>
        </translation>
    </message>
    <message>
        <source>The Pi is well</source>
        <translation>Le Pi va bien</translation>
    </message>
    <message numerus="yes">
        <source>All %n Pi(s) are well</source>
        <translation>
            <numerusform>%n Pi va bien</numerusform>
            <numerusform>Les %n Pi vont bien</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is collected: piuptimed does not answer</source>
        <translation>Rien n’est relevé : piuptimed ne répond pas</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Formatting</name>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>rpm</source>
        <comment>revolutions per minute</comment>
        <translation>tr/min</translation>
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
        <translation>j</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>an age such as 12 s</comment>
        <translation>il y a %1</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::RankingTexts</name>
    <message>
        <source>Highest</source>
        <translation>Valeur la plus haute</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Valeur la plus basse</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Valeur la plus récente</translation>
    </message>
    <message>
        <source>last 15 minutes</source>
        <translation>15 dernières minutes</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>dernière heure</translation>
    </message>
    <message>
        <source>last 6 hours</source>
        <translation>6 dernières heures</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>24 dernières heures</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>7 derniers jours</translation>
    </message>
    <message>
        <source>last 30 days</source>
        <translation>30 derniers jours</translation>
    </message>
    <message>
        <source>all that was measured</source>
        <translation>tout ce qui a été mesuré</translation>
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
        <translation>Le plus bas %1</translation>
    </message>
    <message>
        <source>Average %1</source>
        <translation>Moyenne %1</translation>
    </message>
    <message>
        <source>Highest %1</source>
        <translation>Le plus haut %1</translation>
    </message>
    <message>
        <source>Newest %1</source>
        <translation>Le plus récent %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln measurement(s)</source>
        <translation>
            <numerusform>%Ln mesure</numerusform>
            <numerusform>%Ln mesures</numerusform>
        </translation>
    </message>
    <message>
        <source>No longer in the fleet</source>
        <translation>Ne fait plus partie du parc</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::Surroundings</name>
    <message>
        <source>nothing heard yet</source>
        <translation>encore rien reçu</translation>
    </message>
    <message>
        <source>silent for %1</source>
        <translation>muet depuis %1</translation>
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
        <translation>Cœur CPU</translation>
    </message>
    <message>
        <source>Load, 1 minute</source>
        <translation>Charge, 1 minute</translation>
    </message>
    <message>
        <source>Load, 5 minutes</source>
        <translation>Charge, 5 minutes</translation>
    </message>
    <message>
        <source>Load, 15 minutes</source>
        <translation>Charge, 15 minutes</translation>
    </message>
    <message>
        <source>Running processes</source>
        <translation>Processus en cours</translation>
    </message>
    <message>
        <source>CPU pressure</source>
        <translation>Pression CPU</translation>
    </message>
    <message>
        <source>Memory pressure</source>
        <translation>Pression mémoire</translation>
    </message>
    <message>
        <source>I/O pressure</source>
        <translation>Pression E/S</translation>
    </message>
    <message>
        <source>Memory, total</source>
        <translation>Mémoire, totale</translation>
    </message>
    <message>
        <source>Memory, used</source>
        <translation>Mémoire, utilisée</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Swap, total</source>
        <translation>Swap, total</translation>
    </message>
    <message>
        <source>Swap, used</source>
        <translation>Swap, utilisé</translation>
    </message>
    <message>
        <source>SoC temperature</source>
        <translation>Température du SoC</translation>
    </message>
    <message>
        <source>PMIC temperature</source>
        <translation>Température du PMIC</translation>
    </message>
    <message>
        <source>Zone temperature</source>
        <translation>Température de zone</translation>
    </message>
    <message>
        <source>CPU clock, requested</source>
        <translation>Fréquence CPU, demandée</translation>
    </message>
    <message>
        <source>ARM clock, measured</source>
        <translation>Fréquence ARM, mesurée</translation>
    </message>
    <message>
        <source>Core voltage</source>
        <translation>Tension du cœur</translation>
    </message>
    <message>
        <source>Throttle bits</source>
        <translation>Bits de bridage</translation>
    </message>
    <message>
        <source>Under-voltage, last 2 seconds</source>
        <translation>Sous-tension, 2 dernières secondes</translation>
    </message>
    <message>
        <source>Fan</source>
        <translation>Ventilateur</translation>
    </message>
    <message>
        <source>5 V input</source>
        <translation>Entrée 5 V</translation>
    </message>
    <message>
        <source>Board power</source>
        <translation>Puissance de la carte</translation>
    </message>
    <message>
        <source>Rail voltage</source>
        <translation>Tension du rail</translation>
    </message>
    <message>
        <source>Rail current</source>
        <translation>Courant du rail</translation>
    </message>
    <message>
        <source>RTC battery</source>
        <translation>Pile RTC</translation>
    </message>
    <message>
        <source>File system, size</source>
        <translation>Système de fichiers, taille</translation>
    </message>
    <message>
        <source>File system, used</source>
        <translation>Système de fichiers, utilisé</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>Système de fichiers</translation>
    </message>
    <message>
        <source>Disk reads</source>
        <translation>Disque, lectures</translation>
    </message>
    <message>
        <source>Disk writes</source>
        <translation>Disque, écritures</translation>
    </message>
    <message>
        <source>Disk busy</source>
        <translation>Disque, occupation</translation>
    </message>
    <message>
        <source>Written since boot</source>
        <translation>Écrit depuis le démarrage</translation>
    </message>
    <message>
        <source>Wear</source>
        <translation>Usure</translation>
    </message>
    <message>
        <source>Disk temperature</source>
        <translation>Température du disque</translation>
    </message>
    <message>
        <source>Disk, power-on time</source>
        <translation>Disque, temps de fonctionnement</translation>
    </message>
    <message>
        <source>Written in its life</source>
        <translation>Écrit au total</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Network errors</source>
        <translation>Erreurs réseau</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Lien</translation>
    </message>
    <message>
        <source>Link speed</source>
        <translation>Débit du lien</translation>
    </message>
    <message>
        <source>Wi-Fi signal</source>
        <translation>Signal Wi-Fi</translation>
    </message>
    <message>
        <source>Wi-Fi quality</source>
        <translation>Qualité Wi-Fi</translation>
    </message>
    <message>
        <source>UPS charge</source>
        <translation>Niveau de l’onduleur</translation>
    </message>
    <message>
        <source>UPS voltage</source>
        <translation>Tension de l’onduleur</translation>
    </message>
    <message>
        <source>UPS current</source>
        <translation>Courant de l’onduleur</translation>
    </message>
    <message>
        <source>UPS load</source>
        <translation>Charge de l’onduleur</translation>
    </message>
    <message>
        <source>UPS runtime</source>
        <translation>Autonomie de l’onduleur</translation>
    </message>
    <message>
        <source>UPS input</source>
        <translation>Entrée de l’onduleur</translation>
    </message>
    <message>
        <source>On battery</source>
        <translation>Sur batterie</translation>
    </message>
    <message>
        <source>Ambient temperature</source>
        <translation>Température ambiante</translation>
    </message>
    <message>
        <source>Humidity</source>
        <translation>Humidité</translation>
    </message>
    <message>
        <source>Air pressure</source>
        <translation>Pression atmosphérique</translation>
    </message>
    <message>
        <source>Door or window open</source>
        <translation>Porte ou fenêtre ouverte</translation>
    </message>
    <message>
        <source>Tampering</source>
        <translation>Sabotage</translation>
    </message>
    <message>
        <source>Vibration</source>
        <translation>Vibration</translation>
    </message>
    <message>
        <source>Sensor battery</source>
        <translation>Batterie du capteur</translation>
    </message>
    <message>
        <source>Power at the outlet</source>
        <translation>Puissance à la prise</translation>
    </message>
    <message>
        <source>Voltage at the outlet</source>
        <translation>Tension à la prise</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Durée de marche</translation>
    </message>
    <message>
        <source>Failed units</source>
        <translation>Unités en échec</translation>
    </message>
    <message>
        <source>Updates pending</source>
        <translation>Mises à jour en attente</translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation>Décalage de l’horloge</translation>
    </message>
    <message>
        <source>Reading time</source>
        <translation>Durée de la mesure</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Connexion perdue</translation>
    </message>
    <message>
        <source>Rebooted</source>
        <translation>Redémarré</translation>
    </message>
    <message>
        <source>Clock jumped</source>
        <translation>Saut de l’horloge</translation>
    </message>
    <message>
        <source>Health changed</source>
        <translation>État modifié</translation>
    </message>
    <message>
        <source>Under-voltage</source>
        <translation>Sous-tension</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Bridé</translation>
    </message>
    <message>
        <source>On mains power</source>
        <translation>Sur secteur</translation>
    </message>
    <message>
        <source>Host key accepted</source>
        <translation>Clé d’hôte acceptée</translation>
    </message>
    <message>
        <source>Host key changed</source>
        <translation>Clé d’hôte modifiée</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>History has a gap</source>
        <translation>L’historique a un trou</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Numéro de série</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Nom d’hôte</translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation>Système d’exploitation</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Noyau</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>CPU cores</source>
        <translation>Cœurs CPU</translation>
    </message>
    <message>
        <source>Boot ID</source>
        <translation>ID de démarrage</translation>
    </message>
    <message>
        <source>Root device</source>
        <translation>Périphérique racine</translation>
    </message>
    <message>
        <source>Boots from</source>
        <translation>Démarre depuis</translation>
    </message>
    <message>
        <source>Bootloader</source>
        <translation>Chargeur d’amorçage</translation>
    </message>
    <message>
        <source>Bootloader update</source>
        <translation>Mise à jour du chargeur</translation>
    </message>
    <message>
        <source>CPU governor</source>
        <translation>Gouverneur CPU</translation>
    </message>
    <message>
        <source>Supply current, mA</source>
        <translation>Courant de l’alimentation, mA</translation>
    </message>
    <message>
        <source>USB power delivery</source>
        <translation>USB Power Delivery</translation>
    </message>
    <message>
        <source>USB full current</source>
        <translation>USB à plein courant</translation>
    </message>
    <message>
        <source>USB over-current at boot</source>
        <translation>Surintensité USB au démarrage</translation>
    </message>
    <message>
        <source>Reset reason</source>
        <translation>Cause du reset</translation>
    </message>
    <message>
        <source>Time synchronised</source>
        <translation>Heure synchronisée</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>Adresse MAC</translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation>Adresses IP</translation>
    </message>
    <message>
        <source>Wi-Fi network</source>
        <translation>Réseau Wi-Fi</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>Disk kind</source>
        <translation>Type de disque</translation>
    </message>
    <message>
        <source>Disk health</source>
        <translation>Santé du disque</translation>
    </message>
    <message>
        <source>Disk end of life</source>
        <translation>Fin de vie du disque</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Lecture seule</translation>
    </message>
    <message>
        <source>Failed service</source>
        <translation>Service en échec</translation>
    </message>
    <message>
        <source>UPS status</source>
        <translation>État de l’onduleur</translation>
    </message>
    <message>
        <source>UPS model</source>
        <translation>Modèle de l’onduleur</translation>
    </message>
    <message>
        <source>Source problem</source>
        <translation>Problème de source</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Critique</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation>Pas encore lu.</translation>
    </message>
    <message>
        <source>No news for %1; the last values are shown.</source>
        <translation>Aucune nouvelle depuis %1&#xa0;; les dernières valeurs sont affichées.</translation>
    </message>
    <message>
        <source>The supply voltage is too low right now.</source>
        <translation>La tension d’alimentation est trop basse en ce moment.</translation>
    </message>
    <message>
        <source>The supply voltage dipped in the last two seconds.</source>
        <translation>La tension d’alimentation a chuté dans les deux dernières secondes.</translation>
    </message>
    <message>
        <source>The supply voltage was too low at some time since boot.</source>
        <translation>La tension d’alimentation a été trop basse à un moment depuis le démarrage.</translation>
    </message>
    <message>
        <source>Throttled right now.</source>
        <translation>Bridé en ce moment.</translation>
    </message>
    <message>
        <source>Was throttled at some time since boot.</source>
        <translation>A été bridé à un moment depuis le démarrage.</translation>
    </message>
    <message>
        <source>The CPU clock is capped right now.</source>
        <translation>La fréquence du CPU est plafonnée en ce moment.</translation>
    </message>
    <message>
        <source>The CPU clock was capped at some time since boot.</source>
        <translation>La fréquence du CPU a été plafonnée à un moment depuis le démarrage.</translation>
    </message>
    <message>
        <source>At the soft temperature limit right now.</source>
        <translation>À la limite de température souple en ce moment.</translation>
    </message>
    <message>
        <source>Reached the soft temperature limit at some time since boot.</source>
        <translation>A atteint la limite de température souple à un moment depuis le démarrage.</translation>
    </message>
    <message>
        <source>The SoC is hot: %1.</source>
        <translation>Le SoC est chaud&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The 5 V input is low: %1.</source>
        <translation>L’entrée 5 V est basse&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 is %2 full.</source>
        <translation>%1 est plein à %2.</translation>
    </message>
    <message>
        <source>%1 is mounted read-only.</source>
        <translation>%1 est monté en lecture seule.</translation>
    </message>
    <message>
        <source>%1 has used %2 of its rated life.</source>
        <translation>%1 a consommé %2 de sa durée de vie nominale.</translation>
    </message>
    <message>
        <source>%1 reports that it is failing.</source>
        <translation>%1 signale sa défaillance.</translation>
    </message>
    <message>
        <source>Memory is short: %1 used.</source>
        <translation>La mémoire est presque pleine&#xa0;: %1 utilisés.</translation>
    </message>
    <message>
        <source>UPS %1 runs on battery.</source>
        <translation>L’onduleur %1 est sur batterie.</translation>
    </message>
    <message>
        <source>UPS %1 runs on battery, %2 left.</source>
        <translation>L’onduleur %1 est sur batterie, reste %2.</translation>
    </message>
    <message>
        <source>The battery of UPS %1 is low.</source>
        <translation>La batterie de l’onduleur %1 est faible.</translation>
    </message>
    <message>
        <source>The battery of UPS %1 is low: %2.</source>
        <translation>La batterie de l’onduleur %1 est faible&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Service %1 failed.</source>
        <translation>Le service %1 est en échec.</translation>
    </message>
    <message numerus="yes">
        <source>%n service(s) failed.</source>
        <translation>
            <numerusform>%n service est en échec.</numerusform>
            <numerusform>%n services sont en échec.</numerusform>
        </translation>
    </message>
    <message>
        <source>The clock is not synchronised; it is off by %1.</source>
        <translation>L’horloge n’est pas synchronisée&#xa0;; elle est décalée de %1.</translation>
    </message>
    <message>
        <source>The fan stands still.</source>
        <translation>Le ventilateur est à l’arrêt.</translation>
    </message>
    <message>
        <source>Fan %1 stands still.</source>
        <translation>Le ventilateur %1 est à l’arrêt.</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 n’a pas pu être lu&#xa0;: %2</translation>
    </message>
    <message>
        <source>Everything measured is in order.</source>
        <translation>Tout ce qui est mesuré est en ordre.</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Connexion en cours</translation>
    </message>
    <message>
        <source>Needs your answer</source>
        <translation>Attend une réponse</translation>
    </message>
    <message>
        <source>Unreachable, will try again</source>
        <translation>Injoignable, nouvel essai prévu</translation>
    </message>
    <message>
        <source>Blocked until you act</source>
        <translation>Bloqué jusqu’à intervention</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Pas de réponse à temps</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>Injoignable</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Connexion refusée</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>Non valide</translation>
    </message>
    <message>
        <source>Conflicts with something that exists</source>
        <translation>En conflit avec un élément existant</translation>
    </message>
    <message>
        <source>Too much at once</source>
        <translation>Trop à la fois</translation>
    </message>
    <message>
        <source>The answer made no sense</source>
        <translation>La réponse n’a aucun sens</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Something failed on this computer</source>
        <translation>Une erreur est survenue sur cet ordinateur</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Check that the Pi has power and that the network between is not overloaded.</source>
        <translation>Vérifier que le Pi est alimenté et que le réseau n’est pas saturé.</translation>
    </message>
    <message>
        <source>Check power, cable or Wi-Fi, the address, and that SSH is enabled on the Pi.</source>
        <translation>Vérifier l’alimentation, le câble ou le Wi-Fi, l’adresse, et que SSH est activé sur le Pi.</translation>
    </message>
    <message>
        <source>Check the user name, and the key or password. Then try again.</source>
        <translation>Vérifier le nom d’utilisateur et la clé ou le mot de passe, puis réessayer.</translation>
    </message>
    <message>
        <source>Check the name or address for a typing mistake.</source>
        <translation>Vérifier que le nom ou l’adresse est saisi sans faute.</translation>
    </message>
    <message>
        <source>Correct the entry and try again.</source>
        <translation>Corriger la saisie et réessayer.</translation>
    </message>
    <message>
        <source>Look at the existing entry, then decide which one to keep.</source>
        <translation>Regarder l’entrée existante, puis décider laquelle garder.</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>Attendre un instant et réessayer.</translation>
    </message>
    <message>
        <source>Check that the address belongs to a Pi and that its shell starts without printing anything.</source>
        <translation>Vérifier que l’adresse est celle d’un Pi et que son shell démarre sans rien afficher.</translation>
    </message>
    <message>
        <source>Start it again if it is still wanted.</source>
        <translation>Relancer si c’est encore souhaité.</translation>
    </message>
    <message>
        <source>Look at the log of this program for details.</source>
        <translation>Voir le journal de ce programme pour les détails.</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Clock capped</source>
        <translation>Fréquence plafonnée</translation>
    </message>
    <message>
        <source>Soft temperature limit</source>
        <translation>Limite de température souple</translation>
    </message>
    <message>
        <source>Network UPS Tools (upsc)</source>
        <translation>Network UPS Tools (upsc)</translation>
    </message>
    <message>
        <source>UPS HAT with INA219</source>
        <translation>HAT onduleur avec INA219</translation>
    </message>
    <message>
        <source>UPS HAT with MAX17040 or MAX17048</source>
        <translation>HAT onduleur avec MAX17040 ou MAX17048</translation>
    </message>
    <message>
        <source>PiSugar</source>
        <translation>PiSugar</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>cet ordinateur</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>from one state to another</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Waits for its first message</source>
        <translation>Attend son premier message</translation>
    </message>
    <message>
        <source>Reporting</source>
        <translation>Se signale</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Muet</translation>
    </message>
    <message>
        <source>Check that the Pi has power, that what reports on it is running, and that it reaches its broker.</source>
        <translation>Vérifier que le Pi est alimenté, que le programme qui le signale tourne, et qu&apos;il joint son broker.</translation>
    </message>
    <message>
        <source>reports over MQTT as %1</source>
        <translation>se signale par MQTT comme %1</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Température</translation>
    </message>
    <message>
        <source>Door or window</source>
        <translation>Porte ou fenêtre</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Pile</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Puissance</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>Tension</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ouvert</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fermé</translation>
    </message>
    <message>
        <source>somebody moves or opens it</source>
        <translation>quelqu’un le déplace ou l’ouvre</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no tampering</comment>
        <translation>aucune</translation>
    </message>
    <message>
        <source>felt</source>
        <comment>vibration</comment>
        <translation>ressentie</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no vibration</comment>
        <translation>aucune</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>Gateway requests</source>
        <translation>Requêtes de la passerelle</translation>
    </message>
    <message>
        <source>Gateway failures</source>
        <translation>Échecs de la passerelle</translation>
    </message>
    <message>
        <source>Gateway latency, median</source>
        <translation>Latence de la passerelle, médiane</translation>
    </message>
    <message>
        <source>Gateway latency, 99 %</source>
        <translation>Latence de la passerelle, 99 %</translation>
    </message>
    <message>
        <source>Gateway traffic</source>
        <translation>Trafic de la passerelle</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::TrafficModel</name>
    <message>
        <source>Topic</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Ressemble à</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Débit</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Dernier</translation>
    </message>
    <message>
        <source>Latest payload</source>
        <translation>Dernier contenu</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
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
            <numerusform>%1, %n appareil</numerusform>
            <numerusform>%1, %n appareils</numerusform>
        </translation>
    </message>
    <message>
        <source>never heard</source>
        <translation>jamais entendu</translation>
    </message>
    <message>
        <source>silent for %1</source>
        <translation>muet depuis %1</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1 : %2. %3</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::gateway::GatewayPanel</name>
    <message>
        <source>Looking for a gateway …</source>
        <translation>Recherche d’une passerelle…</translation>
    </message>
    <message>
        <source>No gateway runs here.</source>
        <translation>Aucune passerelle ne tourne ici.</translation>
    </message>
    <message>
        <source>The gateway cannot be asked.</source>
        <translation>La passerelle ne peut pas être interrogée.</translation>
    </message>
    <message>
        <source>What is shown was told %1: %2</source>
        <translation>Ce qui est montré a été dit %1 : %2</translation>
    </message>
    <message>
        <source>Its file is not what is in use: %1</source>
        <translation>Ce qui est en service n’est pas ce que dit son fichier : %1</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Requêtes</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Trafic</translation>
    </message>
    <message>
        <source>Requests in all</source>
        <translation>Requêtes au total</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>breaker %1</source>
        <translation>disjoncteur %1</translation>
    </message>
</context>
<context>
    <name>piuptime::presentation::gateway::GatewayTexts</name>
    <message>
        <source>well</source>
        <translation>en bonne santé</translation>
    </message>
    <message>
        <source>left alone</source>
        <translation>laissé tranquille</translation>
    </message>
    <message>
        <source>not well</source>
        <translation>en mauvaise santé</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>retiré</translation>
    </message>
    <message>
        <source>It takes requests.</source>
        <translation>Il prend des requêtes.</translation>
    </message>
    <message>
        <source>Requests to it failed too often; it is left alone for a while.</source>
        <translation>Trop de requêtes vers lui ont échoué ; il est laissé tranquille un moment.</translation>
    </message>
    <message>
        <source>Its health checks fail; it is asked again and again.</source>
        <translation>Ses contrôles échouent ; il est interrogé encore et encore.</translation>
    </message>
    <message>
        <source>A person took it out: requests under way end, new ones go elsewhere.</source>
        <translation>Quelqu’un l’a retiré : les requêtes en cours se terminent, les nouvelles vont ailleurs.</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fermé</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ouvert</translation>
    </message>
    <message>
        <source>trying</source>
        <translation>essaie</translation>
    </message>
    <message>
        <source>HTTP on a port for HTTPS</source>
        <translation>HTTP sur un port HTTPS</translation>
    </message>
    <message>
        <source>no common TLS</source>
        <translation>pas de TLS commun</translation>
    </message>
    <message>
        <source>TLS handshake too slow</source>
        <translation>négociation TLS trop lente</translation>
    </message>
    <message>
        <source>no client certificate</source>
        <translation>pas de certificat client</translation>
    </message>
    <message>
        <source>client certificate refused</source>
        <translation>certificat client refusé</translation>
    </message>
    <message>
        <source>request too slow</source>
        <translation>requête trop lente</translation>
    </message>
    <message>
        <source>body too slow</source>
        <translation>contenu trop lent</translation>
    </message>
    <message>
        <source>client did not read</source>
        <translation>le client n’a pas lu</translation>
    </message>
    <message>
        <source>client left early</source>
        <translation>client parti trop tôt</translation>
    </message>
    <message>
        <source>body too large</source>
        <translation>contenu trop grand</translation>
    </message>
    <message>
        <source>head too large</source>
        <translation>en-tête trop grand</translation>
    </message>
    <message>
        <source>no route</source>
        <translation>aucune route</translation>
    </message>
    <message>
        <source>method not allowed</source>
        <translation>méthode non permise</translation>
    </message>
    <message>
        <source>too many clients</source>
        <translation>trop de clients</translation>
    </message>
    <message>
        <source>too many connections from one address</source>
        <translation>trop de connexions d’une même adresse</translation>
    </message>
    <message>
        <source>idle while others needed its place</source>
        <translation>inactive alors que d’autres avaient besoin de sa place</translation>
    </message>
    <message>
        <source>no upstream takes requests</source>
        <translation>aucun amont disponible</translation>
    </message>
    <message>
        <source>upstream unreachable</source>
        <translation>amont injoignable</translation>
    </message>
    <message>
        <source>upstream not reached in time</source>
        <translation>amont non joint à temps</translation>
    </message>
    <message>
        <source>upstream not trusted</source>
        <translation>amont pas de confiance</translation>
    </message>
    <message>
        <source>upstream did not answer in time</source>
        <translation>amont sans réponse à temps</translation>
    </message>
    <message>
        <source>upstream stopped amid its answer</source>
        <translation>amont arrêté en pleine réponse</translation>
    </message>
    <message>
        <source>upstream hung up</source>
        <translation>amont a raccroché</translation>
    </message>
    <message>
        <source>upstream sent rubbish</source>
        <translation>réponse amont invalide</translation>
    </message>
    <message>
        <source>upstream cut its answer</source>
        <translation>réponse amont coupée</translation>
    </message>
    <message>
        <source>upstream left alone</source>
        <translation>amont laissé tranquille</translation>
    </message>
    <message>
        <source>took too long</source>
        <translation>trop long</translation>
    </message>
    <message>
        <source>gateway out of descriptors</source>
        <translation>passerelle à court de descripteurs</translation>
    </message>
    <message>
        <source>address refused</source>
        <translation>adresse refusée</translation>
    </message>
    <message>
        <source>origin refused</source>
        <translation>origine refusée</translation>
    </message>
    <message>
        <source>no credentials</source>
        <translation>sans identifiants</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>clé inconnue</translation>
    </message>
    <message>
        <source>expired key</source>
        <translation>clé expirée</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>mot de passe erroné</translation>
    </message>
    <message>
        <source>token refused</source>
        <translation>jeton refusé</translation>
    </message>
    <message>
        <source>consumer refused</source>
        <translation>consommateur refusé</translation>
    </message>
    <message>
        <source>scope missing</source>
        <translation>droit manquant</translation>
    </message>
    <message>
        <source>too fast</source>
        <translation>trop vite</translation>
    </message>
    <message>
        <source>quota used up</source>
        <translation>quota épuisé</translation>
    </message>
    <message>
        <source>too many at once</source>
        <translation>trop à la fois</translation>
    </message>
    <message>
        <source>by turns</source>
        <translation>à tour de rôle</translation>
    </message>
    <message>
        <source>fewest requests under way</source>
        <translation>le moins de requêtes en cours</translation>
    </message>
    <message>
        <source>least latency</source>
        <translation>la plus faible latence</translation>
    </message>
    <message>
        <source>the same key to the same endpoint</source>
        <translation>même clé, même serveur</translation>
    </message>
    <message>
        <source>No configuration is in use.</source>
        <translation>Aucune configuration n’est en service.</translation>
    </message>
    <message>
        <source>Nothing is served: %1</source>
        <translation>Rien n’est servi : %1</translation>
    </message>
    <message>
        <source>The configuration is served at %1.</source>
        <translation>La configuration est servie sur %1.</translation>
    </message>
    <message>
        <source>Version %1 is served at %2.</source>
        <translation>La version %1 est servie sur %2.</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>bridé</translation>
    </message>
    <message>
        <source>hot</source>
        <translation>chaud</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>sur batterie</translation>
    </message>
    <message>
        <source>low on memory</source>
        <translation>mémoire faible</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2 : %3</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>jusqu’au %1</translation>
    </message>
    <message>
        <source>malformed request line</source>
        <translation>ligne de requête mal formée</translation>
    </message>
    <message>
        <source>malformed method</source>
        <translation>méthode mal formée</translation>
    </message>
    <message>
        <source>malformed address</source>
        <translation>adresse mal formée</translation>
    </message>
    <message>
        <source>ambiguous path</source>
        <translation>chemin ambigu</translation>
    </message>
    <message>
        <source>malformed HTTP version</source>
        <translation>version HTTP mal formée</translation>
    </message>
    <message>
        <source>HTTP version not spoken here</source>
        <translation>version HTTP non prise en charge</translation>
    </message>
    <message>
        <source>malformed status line</source>
        <translation>ligne d&apos;état mal formée</translation>
    </message>
    <message>
        <source>line without CR LF</source>
        <translation>ligne sans CR LF</translation>
    </message>
    <message>
        <source>control character in the head</source>
        <translation>caractère de contrôle dans l&apos;en-tête</translation>
    </message>
    <message>
        <source>field over several lines</source>
        <translation>champ sur plusieurs lignes</translation>
    </message>
    <message>
        <source>malformed field name</source>
        <translation>nom de champ mal formé</translation>
    </message>
    <message>
        <source>space before a colon</source>
        <translation>espace avant un deux-points</translation>
    </message>
    <message>
        <source>request line too long</source>
        <translation>ligne de requête trop longue</translation>
    </message>
    <message>
        <source>field too long</source>
        <translation>champ trop long</translation>
    </message>
    <message>
        <source>too many fields</source>
        <translation>trop de champs</translation>
    </message>
    <message>
        <source>no host named</source>
        <translation>aucun hôte nommé</translation>
    </message>
    <message>
        <source>host named twice</source>
        <translation>hôte nommé deux fois</translation>
    </message>
    <message>
        <source>malformed host</source>
        <translation>hôte mal formé</translation>
    </message>
    <message>
        <source>two different hosts named</source>
        <translation>deux hôtes différents nommés</translation>
    </message>
    <message>
        <source>unknown expectation</source>
        <translation>attente inconnue</translation>
    </message>
    <message>
        <source>upgrade with a body</source>
        <translation>changement de protocole avec un corps</translation>
    </message>
    <message>
        <source>malformed length</source>
        <translation>longueur mal formée</translation>
    </message>
    <message>
        <source>length given twice</source>
        <translation>longueur indiquée deux fois</translation>
    </message>
    <message>
        <source>length and coding contradict</source>
        <translation>longueur et codage se contredisent</translation>
    </message>
    <message>
        <source>malformed transfer coding</source>
        <translation>codage de transfert mal formé</translation>
    </message>
    <message>
        <source>unknown transfer coding</source>
        <translation>codage de transfert inconnu</translation>
    </message>
    <message>
        <source>transfer coding in HTTP/1.0</source>
        <translation>codage de transfert en HTTP/1.0</translation>
    </message>
    <message>
        <source>malformed chunk size</source>
        <translation>taille de fragment mal formée</translation>
    </message>
    <message>
        <source>malformed chunk</source>
        <translation>fragment mal formé</translation>
    </message>
    <message>
        <source>chunk extensions too long</source>
        <translation>extensions de fragment trop longues</translation>
    </message>
    <message>
        <source>field not allowed in a trailer</source>
        <translation>champ non autorisé en fin de message</translation>
    </message>
    <message>
        <source>trailer too large</source>
        <translation>fin de message trop grande</translation>
    </message>
    <message>
        <source>too many TLS handshakes</source>
        <translation>trop de négociations TLS</translation>
    </message>
    <message>
        <source>malformed HTTP/2</source>
        <translation>HTTP/2 mal formé</translation>
    </message>
    <message>
        <source>flood of HTTP/2 frames</source>
        <translation>déluge de trames HTTP/2</translation>
    </message>
    <message>
        <source>no such API version</source>
        <translation>version d&apos;API inexistante</translation>
    </message>
    <message>
        <source>API retired</source>
        <translation>API retirée</translation>
    </message>
    <message>
        <source>credentials given twice</source>
        <translation>identifiants donnés deux fois</translation>
    </message>
    <message>
        <source>unknown certificate</source>
        <translation>certificat inconnu</translation>
    </message>
    <message>
        <source>keys of the issuer missing</source>
        <translation>clés de l&apos;émetteur manquantes</translation>
    </message>
    <message>
        <source>too many passwords to check</source>
        <translation>trop de mots de passe à vérifier</translation>
    </message>
    <message>
        <source>the cache answered %1 of what it was asked, and holds %2</source>
        <translation>le cache a répondu à %1 de ses demandes et occupe %2</translation>
    </message>
    <message>
        <source>&lt; 1 ms</source>
        <translation>&lt; 1 ms</translation>
    </message>
    <message>
        <source>name unknown</source>
        <translation>nom inconnu</translation>
    </message>
    <message>
        <source>It takes no requests: nobody knows where a host of this name is. It is looked up again and again.</source>
        <translation>Il ne reçoit aucune requête : personne ne sait où se trouve un hôte de ce nom. Le nom est recherché sans cesse.</translation>
    </message>
    <message>
        <source>malformed JSON</source>
        <translation>JSON mal formé</translation>
    </message>
    <message>
        <source>compressed JSON</source>
        <translation>JSON compressé</translation>
    </message>
    <message>
        <source>upstream&apos;s JSON cannot be changed</source>
        <translation>JSON de l’amont non modifiable</translation>
    </message>
    <message>
        <source>too many bodies at once</source>
        <translation>trop de corps à la fois</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>approuvée</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>refusée</translation>
    </message>
    <message>
        <source>Limits are shared through Redis at %1.</source>
        <translation>Les limites sont partagées par Redis à %1.</translation>
    </message>
    <message>
        <source>Limits are not shared, this gateway counts for itself; Redis at %1: %2</source>
        <translation>Les limites ne sont pas partagées, cette passerelle compte pour elle seule ; Redis à %1 : %2</translation>
    </message>
    <message>
        <source>developer pages</source>
        <translation>pages développeur</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>le fichier</translation>
    </message>
</context>
</TS>
