<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Condition</name>
    <message>
        <source>Failed to start</source>
        <translation>Start fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed (%1)</source>
        <translation>Fehlgeschlagen (%1)</translation>
    </message>
    <message>
        <source>Failed (exit %1)</source>
        <translation>Fehlgeschlagen (Exit %1)</translation>
    </message>
    <message>
        <source>Killed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Killed by you</source>
        <translation>Von Ihnen beendet</translation>
    </message>
    <message>
        <source>Killed by its timeout</source>
        <translation>Wegen Zeitüberschreitung beendet</translation>
    </message>
    <message>
        <source>Killed when Jobdeck ended</source>
        <translation>Mit Jobdeck beendet</translation>
    </message>
    <message>
        <source>Killed by the agent</source>
        <translation>Vom Agenten beendet</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting for input</source>
        <translation>Wartet auf Eingabe</translation>
    </message>
    <message>
        <source>Killing…</source>
        <translation>Wird beendet…</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>m</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>d</source>
        <translation>d</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>The Jobdeck service that runs already does not answer; its process id is in %1. End it, then try again.</source>
        <translation>Der laufende Jobdeck-Dienst antwortet nicht; seine Prozesskennung steht in %1. Beenden Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Jobs keep running</source>
        <translation>Jobs laufen weiter</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. Open Jobdeck from the application menu to see them.</source>
        <translation>
            <numerusform>%n Job läuft noch. Öffnen Sie Jobdeck im Anwendungsmenü, um ihn zu sehen.</numerusform>
            <numerusform>%n Jobs laufen noch. Öffnen Sie Jobdeck im Anwendungsmenü, um sie zu sehen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>no output yet</source>
        <translation>noch keine Ausgabe</translation>
    </message>
    <message>
        <source>last output %1 ago</source>
        <translation>letzte Ausgabe vor %1</translation>
    </message>
    <message numerus="yes">
        <source>after %1 and %n more</source>
        <translation>
            <numerusform>nach %1 und %n weiteren Job</numerusform>
            <numerusform>nach %1 und %n weiteren Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>next</source>
        <translation>als Nächster</translation>
    </message>
    <message>
        <source>place %1</source>
        <translation>Platz %1</translation>
    </message>
</context>
<context>
    <name>QtButtons</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiterer</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Jobdeck</source>
        <translation>Jobdeck</translation>
    </message>
    <message numerus="yes">
        <source>Kill %n Job(s)</source>
        <translation>
            <numerusform>%n Job beenden</numerusform>
            <numerusform>%n Jobs beenden</numerusform>
        </translation>
    </message>
    <message>
        <source>They can go on without this window; their agents stay connected.</source>
        <translation>Sie können ohne dieses Fenster weiterlaufen; ihre Agenten bleiben verbunden.</translation>
    </message>
    <message>
        <source>&amp;Keep Running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Kill &amp;Jobs</source>
        <translation>&amp;Jobs beenden</translation>
    </message>
    <message>
        <source>(queued)</source>
        <translation>(eingereiht)</translation>
    </message>
    <message numerus="yes">
        <source>Kill %n job(s)?</source>
        <translation>
            <numerusform>%n Job beenden?</numerusform>
            <numerusform>%n Jobs beenden?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) have not ended yet.</source>
        <translation>
            <numerusform>%n Job ist noch nicht zu Ende.</numerusform>
            <numerusform>%n Jobs sind noch nicht zu Ende.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowFacts</name>
    <message>
        <source>Kill Now (%1 s)</source>
        <translation>Sofort beenden (%1 s)</translation>
    </message>
    <message>
        <source>Kill Now</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>core::AgentClient</name>
    <message>
        <source>%1 is left alone. %2</source>
        <translation>%1 bleibt unberührt. %2</translation>
    </message>
    <message>
        <source>%1 is not valid. %2</source>
        <translation>%1 ist nicht gültig. %2</translation>
    </message>
    <message>
        <source>%1 is connected already.</source>
        <translation>%1 ist schon verbunden.</translation>
    </message>
    <message>
        <source>The program &quot;%1&quot; of %2 was not found, and only it may change its file %3. Install it, or add the entry yourself.</source>
        <translation>Das Programm „%1“ von %2 wurde nicht gefunden, und nur dieses darf die Datei %3 ändern. Installieren Sie es, oder fügen Sie den Eintrag selbst ein.</translation>
    </message>
    <message>
        <source>Codex writes the entry anew: the other settings in it are lost.</source>
        <translation>Codex schreibt den Eintrag neu: Andere Einstellungen darin gehen verloren.</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 ist nicht verbunden.</translation>
    </message>
    <message>
        <source>The program &quot;%1&quot; of %2 was not found, and only it may change its file %3. Remove the entry &quot;jobdeck&quot; there while %2 is not running.</source>
        <translation>Das Programm „%1“ von %2 wurde nicht gefunden, und nur dieses darf die Datei %3 ändern. Entfernen Sie dort den Eintrag „jobdeck“, während %2 nicht läuft.</translation>
    </message>
</context>
<context>
    <name>core::Agents</name>
    <message>
        <source>An agent</source>
        <translation>Ein Agent</translation>
    </message>
</context>
<context>
    <name>core::ClientRunner</name>
    <message>
        <source>could not be started</source>
        <translation>konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>did not end within %1 s</source>
        <translation>hat nicht innerhalb von %1 s geendet</translation>
    </message>
    <message>
        <source>was ended by signal %1</source>
        <translation>wurde durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>failed with exit code %1</source>
        <translation>schlug mit Exit-Code %1 fehl</translation>
    </message>
    <message>
        <source>The command %1 %2.</source>
        <translation>Der Befehl %1 %2.</translation>
    </message>
</context>
<context>
    <name>core::ConfigFile</name>
    <message>
        <source>%1 lies behind a link that leads out of the home folder.</source>
        <translation>%1 liegt hinter einem Verweis, der aus dem persönlichen Ordner führt.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1 ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>%1 belongs to another user.</source>
        <translation>%1 gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>%1 is too large.</source>
        <translation>%1 ist zu groß.</translation>
    </message>
    <message>
        <source>%1 has changed meanwhile, so it was left alone. Look at the change and try again.</source>
        <translation>%1 hat sich inzwischen geändert und blieb unberührt. Sehen Sie sich die Änderung an und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>core::JsonEdit</name>
    <message>
        <source>It is not a JSON object.</source>
        <translation>Es ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands there twice, and it is not certain which one counts.</source>
        <translation>„%1“ steht dort zweimal, und es ist nicht sicher, welches gilt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an object there.</source>
        <translation>„%1“ ist dort kein Objekt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t be changed there without changing more.</source>
        <translation>„%1“ kann dort nicht geändert werden, ohne mehr zu ändern.</translation>
    </message>
</context>
<context>
    <name>core::JsonTree</name>
    <message>
        <source>It is not UTF-8 text.</source>
        <translation>Es ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>something follows the value</source>
        <translation>nach dem Wert folgt etwas</translation>
    </message>
    <message>
        <source>Line %1: %2.</source>
        <translation>Zeile %1: %2.</translation>
    </message>
    <message>
        <source>a comment is not allowed here</source>
        <translation>hier ist kein Kommentar erlaubt</translation>
    </message>
    <message>
        <source>a comment does not end</source>
        <translation>ein Kommentar endet nicht</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>a name in quotes is missing</source>
        <translation>ein Name in Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>ein Doppelpunkt fehlt</translation>
    </message>
    <message>
        <source>the text ends too early</source>
        <translation>der Text endet zu früh</translation>
    </message>
    <message>
        <source>a comma is missing</source>
        <translation>ein Komma fehlt</translation>
    </message>
    <message>
        <source>a string does not end</source>
        <translation>eine Zeichenkette endet nicht</translation>
    </message>
    <message>
        <source>a string is not valid</source>
        <translation>eine Zeichenkette ist nicht gültig</translation>
    </message>
    <message>
        <source>a value is not valid</source>
        <translation>ein Wert ist nicht gültig</translation>
    </message>
</context>
<context>
    <name>ui::ChatText</name>
    <message>
        <source>earlier output is left out</source>
        <translation>frühere Ausgabe ist weggelassen</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 seit %2</translation>
    </message>
</context>
<context>
    <name>ui::ConnectDialog</name>
    <message>
        <source>Connect an Agent</source>
        <translation>Agenten verbinden</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Another agent</source>
        <translation>Ein anderer Agent</translation>
    </message>
    <message>
        <source>What will be changed</source>
        <translation>Was geändert wird</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Open Config</source>
        <translation>Konfiguration öffnen</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>Most agents take this in their settings for MCP servers:</source>
        <translation>Die meisten Agenten nehmen dies in ihren Einstellungen für MCP-Server an:</translation>
    </message>
    <message>
        <source>%1 was not found here. Its file %2 would have to contain this:</source>
        <translation>%1 wurde hier nicht gefunden. Die Datei %2 müsste dies enthalten:</translation>
    </message>
    <message>
        <source>Connect changes %1 like this:</source>
        <translation>„Verbinden“ ändert %1 so:</translation>
    </message>
    <message>
        <source>Connect runs this command:</source>
        <translation>„Verbinden“ führt diesen Befehl aus:</translation>
    </message>
    <message>
        <source>Disconnect changes %1 like this:</source>
        <translation>„Trennen“ ändert %1 so:</translation>
    </message>
    <message>
        <source>Disconnect runs this command:</source>
        <translation>„Trennen“ führt diesen Befehl aus:</translation>
    </message>
    <message>
        <source>%1 would have to contain this:</source>
        <translation>%1 müsste dies enthalten:</translation>
    </message>
    <message>
        <source>Connected, %1</source>
        <translation>Verbunden, %1</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Waiting for a session</source>
        <translation>Wartet auf eine Sitzung</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connected with another path</source>
        <translation>Mit anderem Pfad verbunden</translation>
    </message>
    <message>
        <source>Config unreadable</source>
        <translation>Konfiguration nicht lesbar</translation>
    </message>
    <message>
        <source>Connecting %1…</source>
        <translation>%1 wird verbunden…</translation>
    </message>
    <message>
        <source>Disconnecting %1…</source>
        <translation>%1 wird getrennt…</translation>
    </message>
    <message>
        <source>%1 is connected, %2.</source>
        <translation>%1 ist verbunden, %2.</translation>
    </message>
    <message>
        <source>%1 is connected, %2, but not through %3: a project&apos;s settings or another program have done it.</source>
        <translation>%1 ist verbunden, %2, aber nicht durch %3: Einstellungen eines Projekts oder ein anderes Programm haben es getan.</translation>
    </message>
    <message>
        <source>Waiting for %1… Start a session there; one that runs already must be started anew.</source>
        <translation>Es wird auf %1 gewartet… Starten Sie dort eine Sitzung; eine laufende muss neu gestartet werden.</translation>
    </message>
    <message>
        <source>It is registered as &quot;%1&quot;.</source>
        <translation>Er ist als „%1“ eingetragen.</translation>
    </message>
    <message>
        <source>The command has ended well, but Jobdeck is not in %1. Use Copy and add the text yourself.</source>
        <translation>Der Befehl war erfolgreich, aber Jobdeck steht nicht in %1. Fügen Sie den Text mit „Kopieren“ selbst ein.</translation>
    </message>
    <message>
        <source>The command has ended well, but Jobdeck is still in %1.</source>
        <translation>Der Befehl war erfolgreich, aber Jobdeck steht noch in %1.</translation>
    </message>
</context>
<context>
    <name>ui::DesktopSettings</name>
    <message>
        <source>The settings hold until Jobdeck ends, but could not be saved. %1</source>
        <translation>Die Einstellungen gelten, bis Jobdeck endet, konnten aber nicht gespeichert werden. %1</translation>
    </message>
</context>
<context>
    <name>ui::EmptyState</name>
    <message>
        <source>Or start one yourself: Job ▸ New Job (Ctrl+N).</source>
        <translation>Oder starten Sie selbst einen: Job ▸ Neuer Job (Strg+N).</translation>
    </message>
    <message>
        <source>The service is not running</source>
        <translation>Der Dienst läuft nicht</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Jobs</translation>
    </message>
    <message>
        <source>Connect a coding agent and its background jobs appear here.</source>
        <translation>Verbinden Sie einen Coding-Agenten, und seine Hintergrund-Jobs erscheinen hier.</translation>
    </message>
    <message>
        <source>&amp;Connect an Agent…</source>
        <translation>Agenten &amp;verbinden…</translation>
    </message>
    <message>
        <source>%1 is connected. Ask it to run something in the background.</source>
        <translation>%1 ist verbunden. Lassen Sie ihn etwas im Hintergrund ausführen.</translation>
    </message>
</context>
<context>
    <name>ui::FindBar</name>
    <message>
        <source>Find in output</source>
        <translation>In der Ausgabe suchen</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß-/Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Show only matching lines</source>
        <translation>Nur Zeilen mit Treffern zeigen</translation>
    </message>
    <message>
        <source>Close find bar</source>
        <translation>Suchleiste schließen</translation>
    </message>
</context>
<context>
    <name>ui::InputBar</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Write this line to the job&apos;s standard input</source>
        <translation>Diese Zeile in die Standardeingabe des Jobs schreiben</translation>
    </message>
    <message>
        <source>End Input</source>
        <translation>Eingabe beenden</translation>
    </message>
    <message>
        <source>Close the job&apos;s standard input: it reads the end of the file</source>
        <translation>Die Standardeingabe des Jobs schließen: Er liest das Dateiende</translation>
    </message>
    <message>
        <source>Input for the job</source>
        <translation>Eingabe für den Job</translation>
    </message>
    <message>
        <source>%1 waits for a password: type it here and press Enter</source>
        <translation>%1 wartet auf ein Passwort: hier eingeben und Enter drücken</translation>
    </message>
    <message>
        <source>%1 waits for input: type it here and press Enter</source>
        <translation>%1 wartet auf Eingabe: hier eingeben und Enter drücken</translation>
    </message>
    <message>
        <source>Send a line to %1</source>
        <translation>Eine Zeile an %1 senden</translation>
    </message>
    <message numerus="yes">
        <source>The input has %n byte(s); a job takes at most %1 at a time. Send it in parts.</source>
        <translation>
            <numerusform>Die Eingabe hat %n Byte; ein Job nimmt höchstens %1 auf einmal. Senden Sie sie in Teilen.</numerusform>
            <numerusform>Die Eingabe hat %n Bytes; ein Job nimmt höchstens %1 auf einmal. Senden Sie sie in Teilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The job&apos;s input has been closed before, so nothing was sent.</source>
        <translation>Die Eingabe des Jobs wurde schon geschlossen; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The job does not read its input: %1 wait for it already, so nothing was sent.</source>
        <translation>Der Job liest seine Eingabe nicht: %1 warten schon auf ihn; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The job takes no input any more, so nothing was sent.</source>
        <translation>Der Job nimmt keine Eingabe mehr an; nichts wurde gesendet.</translation>
    </message>
</context>
<context>
    <name>ui::JobCommands</name>
    <message>
        <source>‘%1’ is queued and has not run yet, so it cannot be restarted.</source>
        <translation>„%1“ ist eingereiht und noch nicht gelaufen; neu starten lässt er sich nicht.</translation>
    </message>
</context>
<context>
    <name>ui::JobDelegate</name>
    <message>
        <source>Kill Now (00 s)</source>
        <translation>Sofort beenden (00 s)</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running, agent gone</source>
        <translation>
            <numerusform>%n läuft, Agent ist fort</numerusform>
            <numerusform>%n laufen, Agent ist fort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n eingereiht</numerusform>
            <numerusform>%n eingereiht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::JobHeader</name>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>%1 %2, then SIGKILL</source>
        <translation>%1 %2, dann SIGKILL</translation>
    </message>
    <message>
        <source>%1 % CPU</source>
        <translation>%1 % CPU</translation>
    </message>
    <message>
        <source>asked for by %1</source>
        <translation>gestartet von %1</translation>
    </message>
    <message>
        <source>asked for by %1 (gone)</source>
        <translation>gestartet von %1 (nicht mehr da)</translation>
    </message>
    <message>
        <source>PID %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>Port %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>begonnen %1</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>geendet %1</translation>
    </message>
    <message>
        <source>killed after %1</source>
        <translation>wird nach %1 beendet</translation>
    </message>
    <message>
        <source>queued %1</source>
        <translation>eingereiht %1</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
</context>
<context>
    <name>ui::JobListPane</name>
    <message>
        <source>Filter jobs…</source>
        <translation>Jobs filtern…</translation>
    </message>
    <message>
        <source>Filter jobs</source>
        <translation>Jobs filtern</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message numerus="yes">
        <source>Kill %n Job(s) of “%1”…</source>
        <translation>
            <numerusform>%n Job von „%1“ beenden…</numerusform>
            <numerusform>%n Jobs von „%1“ beenden…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::JobModel</name>
    <message>
        <source>%1
The agent that started these jobs is not connected.</source>
        <translation>%1
Der Agent, der diese Jobs gestartet hat, ist nicht verbunden.</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s), %2 running</source>
        <translation>
            <numerusform>%1, %n Job, %2 laufend</numerusform>
            <numerusform>%1, %n Jobs, %2 laufend</numerusform>
        </translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Älter</translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n eingereiht</numerusform>
            <numerusform>%n eingereiht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::LogExport</name>
    <message>
        <source>%1 of output is not kept</source>
        <translation>%1 der Ausgabe sind nicht aufbewahrt</translation>
    </message>
    <message>
        <source>The output could not be saved to “%1”: %2.</source>
        <translation>Die Ausgabe konnte nicht in „%1“ gespeichert werden: %2.</translation>
    </message>
</context>
<context>
    <name>ui::LogSaver</name>
    <message>
        <source>Save Log</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Raw output with colours (*.log)</source>
        <translation>Rohe Ausgabe mit Farben (*.log)</translation>
    </message>
    <message>
        <source>Text as shown (*.txt)</source>
        <translation>Text wie angezeigt (*.txt)</translation>
    </message>
    <message>
        <source>The job has been removed meanwhile; nothing was saved.</source>
        <translation>Der Job wurde inzwischen entfernt; nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>Saved “%1”.</source>
        <translation>„%1“ gespeichert.</translation>
    </message>
    <message>
        <source>Saving the output of “%1”…</source>
        <translation>Die Ausgabe von „%1“ wird gespeichert…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ui::LogSearch</name>
    <message>
        <source>More than %1</source>
        <translation>Mehr als %1</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>%1+ so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Jobdeck</source>
        <translation>Jobdeck</translation>
    </message>
    <message>
        <source>Divider between jobs and output</source>
        <translation>Trenner zwischen Jobs und Ausgabe</translation>
    </message>
    <message>
        <source>About Jobdeck</source>
        <translation>Über Jobdeck</translation>
    </message>
    <message>
        <source>Jobdeck %1</source>
        <translation>Jobdeck %1</translation>
    </message>
    <message>
        <source>Runs the long jobs of coding agents and shows them.</source>
        <translation>Führt die langen Jobs von Coding-Agenten aus und zeigt sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>No agent is connected</source>
        <translation>Kein Agent ist verbunden</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) connected: %1</source>
        <translation>
            <numerusform>%n Agent verbunden: %1</numerusform>
            <numerusform>%n Agenten verbunden: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Logs: %1 of %2</source>
        <translation>Protokolle: %1 von %2</translation>
    </message>
    <message>
        <source>Killed ‘%1’.</source>
        <translation>„%1“ wurde beendet.</translation>
    </message>
    <message>
        <source>Could not be ended: process %1.</source>
        <translation>Nicht zu beenden: Prozess %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n of its process(es) had to be ended by SIGKILL.</source>
        <translation>
            <numerusform>%n seiner Prozesse musste mit SIGKILL beendet werden.</numerusform>
            <numerusform>%n seiner Prozesse mussten mit SIGKILL beendet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
</context>
<context>
    <name>ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>ui::NewJobDialog</name>
    <message>
        <source>Run on a &amp;terminal (colours, prompts, full-screen programs)</source>
        <translation>Auf einem &amp;Terminal ausführen (Farben, Rückfragen, Vollbildprogramme)</translation>
    </message>
    <message>
        <source>New Job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>npm test</source>
        <translation>npm test</translation>
    </message>
    <message>
        <source>optional; else the command</source>
        <translation>freiwillig; sonst der Befehl</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Aus&amp;führen</translation>
    </message>
    <message>
        <source>&amp;Command:</source>
        <translation>&amp;Befehl:</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>&amp;Ordner:</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Folder of the Job</source>
        <translation>Ordner des Jobs</translation>
    </message>
</context>
<context>
    <name>ui::NothingFound</name>
    <message>
        <source>No job matches ‘%1’.</source>
        <translation>Kein Job passt zu „%1“.</translation>
    </message>
    <message>
        <source>No job has failed.</source>
        <translation>Kein Job ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>No job has finished.</source>
        <translation>Kein Job ist fertig.</translation>
    </message>
    <message>
        <source>Clear Filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>No job is running or queued.</source>
        <translation>Kein Job läuft oder wartet.</translation>
    </message>
</context>
<context>
    <name>ui::Notifier</name>
    <message>
        <source>could not be started</source>
        <translation>konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>exit %1</source>
        <translation>Exit %1</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <translation>%1, nach %2</translation>
    </message>
    <message>
        <source>%1 failed (%2)</source>
        <translation>%1 fehlgeschlagen (%2)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>%1 finished</source>
        <translation>%1 ist fertig</translation>
    </message>
    <message>
        <source>Succeeded after %1 — %2</source>
        <translation>Erfolgreich nach %1 — %2</translation>
    </message>
    <message>
        <source>%1 waits for input</source>
        <translation>%1 wartet auf Eingabe</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) finished</source>
        <translation>
            <numerusform>%n Job ist fertig</numerusform>
            <numerusform>%n Jobs sind fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n Job ist fehlgeschlagen</numerusform>
            <numerusform>%n Jobs sind fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Opening</name>
    <message>
        <source>“%1” does not exist any more.</source>
        <translation>„%1“ gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>No program is set for “%1”. An editor can be chosen in Settings.</source>
        <translation>Für „%1“ ist kein Programm festgelegt. In den Einstellungen kann ein Editor gewählt werden.</translation>
    </message>
    <message>
        <source>The editor “%1” could not be started. Another one can be chosen in Settings.</source>
        <translation>Der Editor „%1“ konnte nicht gestartet werden. In den Einstellungen kann ein anderer gewählt werden.</translation>
    </message>
    <message>
        <source>Only http and https addresses are opened.</source>
        <translation>Nur Adressen mit http und https werden geöffnet.</translation>
    </message>
    <message>
        <source>No program opened “%1”.</source>
        <translation>Kein Programm hat „%1“ geöffnet.</translation>
    </message>
</context>
<context>
    <name>ui::OutputPane</name>
    <message>
        <source>Follow output</source>
        <translation>Ausgabe folgen</translation>
    </message>
    <message>
        <source>Wrap lines</source>
        <translation>Zeilen umbrechen</translation>
    </message>
    <message>
        <source>Timestamps</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>Only the first 64 MB of the selection were copied.</source>
        <translation>Nur die ersten 64 MB der Auswahl wurden kopiert.</translation>
    </message>
    <message>
        <source>Copied the command, its state and the last lines of output.</source>
        <translation>Der Befehl, sein Status und die letzten Zeilen der Ausgabe wurden kopiert.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy for Chat</source>
        <translation>Für Chat kopieren</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Show in Context</source>
        <translation>Im Zusammenhang zeigen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Save Log…</source>
        <translation>Protokoll speichern…</translation>
    </message>
    <message>
        <source>Only the first %L1 matching lines are shown</source>
        <translation>Nur die ersten %L1 passenden Zeilen werden gezeigt</translation>
    </message>
    <message>
        <source>No errors were found in the output.</source>
        <translation>In der Ausgabe wurden keine Fehler gefunden.</translation>
    </message>
</context>
<context>
    <name>ui::OutputView</name>
    <message>
        <source>Jump to newest output</source>
        <translation>Zur neuesten Ausgabe springen</translation>
    </message>
    <message>
        <source>Output of %1</source>
        <translation>Ausgabe von %1</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Jump to newest</source>
        <translation>Zum Neuesten</translation>
    </message>
    <message>
        <source>Jump to newest (%1 new)</source>
        <translation>Zum Neuesten (%1 neu)</translation>
    </message>
    <message>
        <source>… %1 were dropped here to keep the log&apos;s bound …</source>
        <translation>… %1 wurden hier verworfen, um die Grenze des Protokolls zu halten …</translation>
    </message>
    <message>
        <source>… %1 are missing here: the disk was full …</source>
        <translation>… %1 fehlen hier: Der Datenträger war voll …</translation>
    </message>
    <message>
        <source>… %1 are missing here: their file was removed or damaged …</source>
        <translation>… %1 fehlen hier: Ihre Datei wurde entfernt oder beschädigt …</translation>
    </message>
    <message>
        <source>%1 bytes (%2 lines)</source>
        <translation>%1 Bytes (%2 Zeilen)</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
<context>
    <name>ui::Pattern</name>
    <message>
        <source>The expression is wrong at character %1: %2.</source>
        <translation>Der Ausdruck ist an Zeichen %1 falsch: %2.</translation>
    </message>
</context>
<context>
    <name>ui::ServiceSettings</name>
    <message>
        <source>Kill running jobs when Jobdeck ends</source>
        <translation>Laufende Jobs beenden, wenn Jobdeck endet</translation>
    </message>
    <message>
        <source>Running jobs per agent:</source>
        <translation>Laufende Jobs je Agent:</translation>
    </message>
    <message>
        <source>Time limit of a job in seconds:</source>
        <translation>Zeitlimit eines Jobs in Sekunden:</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Folder of new jobs:</source>
        <translation>Ordner neuer Jobs:</translation>
    </message>
    <message>
        <source>The agent&apos;s own</source>
        <translation>Der des Agenten</translation>
    </message>
    <message>
        <source>Allowed commands:</source>
        <translation>Erlaubte Befehle:</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Output kept of a job in bytes:</source>
        <translation>Aufbewahrte Ausgabe je Job in Bytes:</translation>
    </message>
    <message>
        <source>Days to keep finished jobs:</source>
        <translation>Tage, die fertige Jobs bleiben:</translation>
    </message>
    <message>
        <source>Finished jobs to keep:</source>
        <translation>Fertige Jobs, die bleiben:</translation>
    </message>
    <message>
        <source>Output of finished jobs to keep in bytes:</source>
        <translation>Ausgabe fertiger Jobs, die bleibt, in Bytes:</translation>
    </message>
    <message>
        <source>Limits of jobs hold for agents that start a session from now on. Allowed commands are regular expressions with commas between them.</source>
        <translation>Grenzen für Jobs gelten für Agenten, die ab jetzt eine Sitzung beginnen. Erlaubte Befehle sind reguläre Ausdrücke, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Choose Folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Folder of New Jobs</source>
        <translation>Ordner neuer Jobs</translation>
    </message>
    <message>
        <source>Set by %1 in the environment of Jobdeck.</source>
        <translation>Durch %1 in der Umgebung von Jobdeck festgelegt.</translation>
    </message>
</context>
<context>
    <name>ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>When a job fails</source>
        <translation>Wenn ein Job fehlschlägt</translation>
    </message>
    <message>
        <source>When a job finishes after</source>
        <translation>Wenn ein Job fertig ist, nach</translation>
    </message>
    <message>
        <source>Shortest time for a notification</source>
        <translation>Kürzeste Dauer für eine Benachrichtigung</translation>
    </message>
    <message>
        <source>When a job waits for input</source>
        <translation>Wenn ein Job auf Eingabe wartet</translation>
    </message>
    <message>
        <source>Status icon</source>
        <translation>Statussymbol</translation>
    </message>
    <message>
        <source>While jobs run</source>
        <translation>Solange Jobs laufen</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Show:</source>
        <translation>Anzeigen:</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Use System Font</source>
        <translation>Systemschrift verwenden</translation>
    </message>
    <message>
        <source>Font:</source>
        <translation>Schrift:</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Lange Zeilen umbrechen</translation>
    </message>
    <message>
        <source>Show time stamps</source>
        <translation>Zeitstempel zeigen</translation>
    </message>
    <message>
        <source>Show the terminal&apos;s colours</source>
        <translation>Farben des Terminals zeigen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Time that a job has to end when it is killed:</source>
        <translation>Zeit, die ein Job zum Enden hat:</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The desktop&apos;s choice</source>
        <translation>Wie vom Desktop gewählt</translation>
    </message>
    <message>
        <source>Editor command:</source>
        <translation>Editor-Befehl:</translation>
    </message>
    <message>
        <source>%f is the file, %l the line, %c the column: code -g %f:%l:%c</source>
        <translation>%f ist die Datei, %l die Zeile, %c die Spalte: code -g %f:%l:%c</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Kürzel</translation>
    </message>
</context>
<context>
    <name>ui::StateFilterBar</name>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all jobs</comment>
        <translation>Alle</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n Job</numerusform>
            <numerusform>%1, %n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>Active</source>
        <comment>jobs that run or are queued</comment>
        <translation>Aktiv</translation>
    </message>
</context>
<context>
    <name>ui::TrayIcon</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Jobdeck: no job is running</source>
        <translation>Jobdeck: Kein Job läuft</translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n eingereiht</numerusform>
            <numerusform>%n eingereiht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TrayMenu</name>
    <message>
        <source>Open Jobdeck</source>
        <translation>Jobdeck öffnen</translation>
    </message>
    <message>
        <source>Kill All Jobs…</source>
        <translation>Alle Jobs beenden…</translation>
    </message>
    <message>
        <source>Pause Notifications for 1 Hour</source>
        <translation>Benachrichtigungen 1 Stunde anhalten</translation>
    </message>
    <message>
        <source>Quit Jobdeck</source>
        <translation>Jobdeck verlassen</translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>… %n weiterer</numerusform>
            <numerusform>… %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Copy Command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Kill Now</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>ui::WindowActions</name>
    <message>
        <source>Main tool bar</source>
        <translation>Hauptwerkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>&amp;Job</translation>
    </message>
    <message>
        <source>&amp;New Job…</source>
        <translation>&amp;Neuer Job…</translation>
    </message>
    <message>
        <source>&amp;Kill</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>End the job with its whole process tree</source>
        <translation>Den Job mit seinem ganzen Prozessbaum beenden</translation>
    </message>
    <message>
        <source>Kill N&amp;ow</source>
        <translation>&amp;Sofort beenden</translation>
    </message>
    <message>
        <source>End the job with its whole process tree at once (SIGKILL)</source>
        <translation>Den Job mit seinem ganzen Prozessbaum sofort beenden (SIGKILL)</translation>
    </message>
    <message>
        <source>Send &amp;Signal</source>
        <translation>Si&amp;gnal senden</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>Neu s&amp;tarten</translation>
    </message>
    <message>
        <source>Run the same command again in the same folder and environment; a job that runs is killed first</source>
        <translation>Denselben Befehl im selben Ordner mit derselben Umgebung noch einmal ausführen; ein laufender Job wird zuerst beendet</translation>
    </message>
    <message>
        <source>Send &amp;Input</source>
        <translation>&amp;Eingabe senden</translation>
    </message>
    <message>
        <source>Copy &amp;Command</source>
        <translation>Befehl &amp;kopieren</translation>
    </message>
    <message>
        <source>Open &amp;Folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Terminal Here</source>
        <translation>Te&amp;rminal hier öffnen</translation>
    </message>
    <message>
        <source>Kill &amp;All Jobs…</source>
        <translation>&amp;Alle Jobs beenden…</translation>
    </message>
    <message>
        <source>C&amp;lose Window</source>
        <translation>Fenster s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Verlassen</translation>
    </message>
    <message>
        <source>like Ctrl+C</source>
        <translation>wie Strg+C</translation>
    </message>
    <message>
        <source>end in order</source>
        <translation>geordnet enden</translation>
    </message>
    <message>
        <source>the terminal is gone</source>
        <translation>das Terminal ist fort</translation>
    </message>
    <message>
        <source>end with a core dump</source>
        <translation>mit Speicherabbild enden</translation>
    </message>
    <message>
        <source>end at once</source>
        <translation>sofort enden</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>&amp;Ausgabe</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected output</source>
        <translation>Die ausgewählte Ausgabe kopieren</translation>
    </message>
    <message>
        <source>Copy for C&amp;hat</source>
        <translation>Für C&amp;hat kopieren</translation>
    </message>
    <message>
        <source>Copy command, folder, exit code and the last lines as Markdown</source>
        <translation>Befehl, Ordner, Exit-Code und die letzten Zeilen als Markdown kopieren</translation>
    </message>
    <message>
        <source>&amp;Save Log…</source>
        <translation>&amp;Protokoll speichern…</translation>
    </message>
    <message>
        <source>Open in &amp;Editor</source>
        <translation>Im &amp;Editor öffnen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find &amp;Previous</source>
        <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
        <source>Next E&amp;rror</source>
        <translation>&amp;Nächster Fehler</translation>
    </message>
    <message>
        <source>Previous Err&amp;or</source>
        <translation>&amp;Vorheriger Fehler</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>An&amp;sicht</translation>
    </message>
    <message>
        <source>&amp;Follow Output</source>
        <translation>Ausgabe &amp;folgen</translation>
    </message>
    <message>
        <source>&amp;Wrap Lines</source>
        <translation>Zeilen &amp;umbrechen</translation>
    </message>
    <message>
        <source>&amp;Timestamps</source>
        <translation>&amp;Zeitstempel</translation>
    </message>
    <message>
        <source>Jump to &amp;Newest Output</source>
        <translation>Zur &amp;neuesten Ausgabe</translation>
    </message>
    <message>
        <source>Jump to &amp;Oldest Output</source>
        <translation>Zur äl&amp;testen Ausgabe</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom O&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Reset Zoom</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>Filter &amp;Jobs</source>
        <translation>&amp;Jobs filtern</translation>
    </message>
    <message>
        <source>&amp;All Jobs</source>
        <translation>&amp;Alle Jobs</translation>
    </message>
    <message>
        <source>Fail&amp;ed Jobs</source>
        <translation>F&amp;ehlgeschlagene Jobs</translation>
    </message>
    <message>
        <source>Fini&amp;shed Jobs</source>
        <translation>Fert&amp;ige Jobs</translation>
    </message>
    <message>
        <source>Too&amp;ls</source>
        <translation>E&amp;xtras</translation>
    </message>
    <message>
        <source>&amp;Connect an Agent…</source>
        <translation>Agenten &amp;verbinden…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Jobdeck</source>
        <translation>Ü&amp;ber Jobdeck</translation>
    </message>
    <message>
        <source>Acti&amp;ve Jobs</source>
        <translation>Akti&amp;ve Jobs</translation>
    </message>
</context>
<context>
    <name>ui::WindowCommands</name>
    <message>
        <source>No terminal program was found. Set TERMINAL to the one that you use.</source>
        <translation>Kein Terminalprogramm wurde gefunden. Setzen Sie TERMINAL auf Ihres.</translation>
    </message>
</context>
</TS>
