<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>oriel::AboutBox</name>
    <message>
        <source>About Oriel</source>
        <translation>Über Oriel</translation>
    </message>
    <message>
        <source>Oriel %1</source>
        <translation>Oriel %1</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Shares this desktop with anyone who has a browser.</source>
        <translation>Gibt diesen Bildschirm für alle frei, die einen Browser haben.</translation>
    </message>
    <message>
        <source>Licence:</source>
        <translation>Lizenz:</translation>
    </message>
    <message>
        <source>GNU General Public License 3 or later</source>
        <translation>GNU General Public License 3 oder neuer</translation>
    </message>
    <message>
        <source>Log file:</source>
        <translation>Protokolldatei:</translation>
    </message>
    <message>
        <source>How Oriel works and what it promises</source>
        <translation>Wie Oriel arbeitet und was es verspricht</translation>
    </message>
    <message>
        <source>Documentation:</source>
        <translation>Dokumentation:</translation>
    </message>
</context>
<context>
    <name>oriel::Application</name>
    <message>
        <source>cannot listen on %1: another Oriel is starting, try again</source>
        <translation>%1 lässt sich nicht öffnen: ein anderes Oriel startet gerade, versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>nothing is shared: start with oriel --share</source>
        <translation>nichts ist freigegeben: beginnen Sie mit oriel --share</translation>
    </message>
    <message>
        <source>this session has a reusable password, from a file</source>
        <translation>diese Freigabe hat ein wiederverwendbares Passwort aus einer Datei</translation>
    </message>
    <message>
        <source>no viewer %1 asks to come in</source>
        <translation>ein Gast %1 fragt nicht um Einlass</translation>
    </message>
    <message>
        <source>this instance cannot do that</source>
        <translation>dieses Programm kann das nicht</translation>
    </message>
    <message>
        <source>sharing already: run oriel --stop first to share with other options</source>
        <translation>es ist schon freigegeben: führen Sie zuerst oriel --stop aus, um mit anderen Optionen freizugeben</translation>
    </message>
    <message>
        <source>no viewer %1 was let in</source>
        <translation>Gast %1 wurde nicht eingelassen</translation>
    </message>
    <message>
        <source>Oriel is about to quit: try again in a moment</source>
        <translation>Oriel beendet sich gerade: versuchen Sie es gleich noch einmal</translation>
    </message>
    <message>
        <source>these options cannot be understood</source>
        <translation>diese Optionen sind nicht zu verstehen</translation>
    </message>
    <message>
        <source>no file %1 waits for an answer</source>
        <translation>auf Antwort wartet keine Datei %1</translation>
    </message>
    <message>
        <source>no file %1 is on its way</source>
        <translation>keine Datei %1 ist unterwegs</translation>
    </message>
    <message>
        <source>no files pass in this session: share without --view-only and without --file-limit 0</source>
        <translation>in dieser Freigabe sind keine Dateien erlaubt: geben Sie ohne --view-only und ohne --file-limit 0 frei</translation>
    </message>
    <message>
        <source>nobody is connected whom a file could be sent to</source>
        <translation>niemand ist verbunden, dem eine Datei geschickt werden könnte</translation>
    </message>
</context>
<context>
    <name>oriel::CommandLine</name>
    <message>
        <source>make a certificate authority of your own, and say how to install it</source>
        <translation>eine eigene Zertifizierungsstelle anlegen und sagen, wie sie installiert wird</translation>
    </message>
    <message>
        <source>start sharing at once (in the running instance, if there is one)</source>
        <translation>sofort freigeben (im laufenden Programm, falls es eines gibt)</translation>
    </message>
    <message>
        <source>stop sharing in the running instance</source>
        <translation>die Freigabe im laufenden Programm beenden</translation>
    </message>
    <message>
        <source>print the running instance&apos;s state as one JSON object</source>
        <translation>den Zustand des laufenden Programms als ein JSON-Objekt ausgeben</translation>
    </message>
    <message>
        <source>let in viewer N, who asks</source>
        <translation>Gast N, der fragt, hereinlassen</translation>
    </message>
    <message>
        <source>turn away viewer N, who asks</source>
        <translation>Gast N, der fragt, abweisen</translation>
    </message>
    <message>
        <source>remove viewer N</source>
        <translation>Gast N trennen</translation>
    </message>
    <message>
        <source>make a new password; the unspent one is void</source>
        <translation>ein neues Passwort machen; das unbenutzte verfällt</translation>
    </message>
    <message>
        <source>which instance the options above mean, if several run</source>
        <translation>welches Programm die Optionen oben meinen, wenn mehrere laufen</translation>
    </message>
    <message>
        <source>no window, no tray: share at once until a signal or the timeout</source>
        <translation>ohne Fenster und Symbol: sofort freigeben bis zu einem Signal oder Zeitablauf</translation>
    </message>
    <message>
        <source>default: all interfaces, port 6080 or the next free one; port 0: any free one</source>
        <translation>Vorgabe: alle Schnittstellen, Port 6080 oder der nächste freie; Port 0: irgendein freier</translation>
    </message>
    <message>
        <source>which X display (default $DISPLAY)</source>
        <translation>welche X-Anzeige (Vorgabe $DISPLAY)</translation>
    </message>
    <message>
        <source>viewers may look, not touch</source>
        <translation>Gäste dürfen zusehen, nicht bedienen</translation>
    </message>
    <message>
        <source>how many may watch at once (default 1)</source>
        <translation>wie viele gleichzeitig zusehen dürfen (Vorgabe 1)</translation>
    </message>
    <message>
        <source>stop when no viewer did anything for so long; 0: never (default 15)</source>
        <translation>beenden, wenn so lange kein Gast etwas tat; 0: nie (Vorgabe 15)</translation>
    </message>
    <message>
        <source>an unused link dies after this; 0: never (default 60)</source>
        <translation>danach verfällt ein unbenutzter Link; 0: nie (Vorgabe 60)</translation>
    </message>
    <message>
        <source>a reusable password instead of one-time ones (&quot;-&quot;: standard input)</source>
        <translation>ein wiederverwendbares Passwort statt der einmaligen (&quot;-&quot;: Standardeingabe)</translation>
    </message>
    <message>
        <source>ask before each viewer</source>
        <translation>vor jedem Gast fragen</translation>
    </message>
    <message>
        <source>no clipboard either way</source>
        <translation>keine Zwischenablage, in keiner Richtung</translation>
    </message>
    <message>
        <source>TLS certificate chain, PEM</source>
        <translation>TLS-Zertifikatskette, PEM</translation>
    </message>
    <message>
        <source>TLS private key, PEM</source>
        <translation>privater TLS-Schlüssel, PEM</translation>
    </message>
    <message>
        <source>the address that a reverse proxy gives us, path prefix included</source>
        <translation>die Adresse, die uns ein Reverse-Proxy gibt, samt Pfad</translation>
    </message>
    <message>
        <source>plain http, for a TLS-terminating proxy on this machine; needs --public-url</source>
        <translation>einfaches http, für einen TLS-Proxy auf diesem Rechner; braucht --public-url</translation>
    </message>
    <message>
        <source>events on standard output, one JSON object a line</source>
        <translation>Ereignisse auf der Standardausgabe, ein JSON-Objekt je Zeile</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>diese Hilfe zeigen</translation>
    </message>
    <message>
        <source>show the version</source>
        <translation>die Version zeigen</translation>
    </message>
    <message>
        <source>%1 (see oriel --help)</source>
        <translation>%1 (siehe oriel --help)</translation>
    </message>
    <message>
        <source>unexpected argument %1 (see oriel --help)</source>
        <translation>unerwartetes Argument %1 (siehe oriel --help)</translation>
    </message>
    <message>
        <source>--%1 and --%2 do not go together</source>
        <translation>--%1 und --%2 passen nicht zusammen</translation>
    </message>
    <message>
        <source>--listen needs ADDRESS:PORT, such as 127.0.0.1:6080 or [::1]:0, not %1</source>
        <translation>--listen braucht ADRESSE:PORT wie 127.0.0.1:6080 oder [::1]:0, nicht %1</translation>
    </message>
    <message>
        <source>--cert and --key belong together: give both</source>
        <translation>--cert und --key gehören zusammen: geben Sie beide an</translation>
    </message>
    <message>
        <source>--public-url needs an http or https address, not %1</source>
        <translation>--public-url braucht eine http- oder https-Adresse, nicht %1</translation>
    </message>
    <message>
        <source>--behind-proxy needs --public-url, the address that the proxy gives us</source>
        <translation>--behind-proxy braucht --public-url, die Adresse, die uns der Proxy gibt</translation>
    </message>
    <message>
        <source>--behind-proxy speaks plain http, so it needs a loopback address: add --listen 127.0.0.1:6080</source>
        <translation>--behind-proxy spricht einfaches http und braucht darum eine Loopback-Adresse: ergänzen Sie --listen 127.0.0.1:6080</translation>
    </message>
    <message>
        <source>--behind-proxy speaks plain http: leave --cert and --key to the proxy</source>
        <translation>--behind-proxy spricht einfaches http: überlassen Sie --cert und --key dem Proxy</translation>
    </message>
    <message>
        <source>options of a session need --headless or --share</source>
        <translation>Optionen einer Freigabe brauchen --headless oder --share</translation>
    </message>
    <message>
        <source>--password-file needs --headless or --share</source>
        <translation>--password-file braucht --headless oder --share</translation>
    </message>
    <message>
        <source>--json needs --headless</source>
        <translation>--json braucht --headless</translation>
    </message>
    <message>
        <source>--%1 needs minutes from 0 to %2, not %3</source>
        <translation>--%1 braucht Minuten von 0 bis %2, nicht %3</translation>
    </message>
    <message>
        <source>--%1 needs a number from %2 to %3, not %4</source>
        <translation>--%1 braucht eine Zahl von %2 bis %3, nicht %4</translation>
    </message>
    <message>
        <source>Usage: oriel [OPTION]…
Share this desktop with anyone who has a browser. Without options: start in the tray.

</source>
        <translation>Aufruf: oriel [OPTION]…
Gibt diesen Bildschirm für alle frei, die einen Browser haben. Ohne Optionen: als Symbol in der Leiste starten.

</translation>
    </message>
    <message>
        <source>take file N, which a viewer sends</source>
        <translation>Datei N, die ein Gast schickt, annehmen</translation>
    </message>
    <message>
        <source>do not take file N</source>
        <translation>Datei N nicht annehmen</translation>
    </message>
    <message>
        <source>end the transfer of file N, either way</source>
        <translation>die Übertragung der Datei N beenden, gleich in welche Richtung</translation>
    </message>
    <message>
        <source>offer a file to the viewers, for download</source>
        <translation>den Gästen eine Datei zum Herunterladen anbieten</translation>
    </message>
    <message>
        <source>where viewers&apos; files go (default: the folder for downloads)</source>
        <translation>wohin Dateien der Gäste kommen (Vorgabe: der Ordner für Downloads)</translation>
    </message>
    <message>
        <source>no larger files, either way; 0: no files at all (default 2048)</source>
        <translation>keine größeren Dateien, in beide Richtungen; 0: gar keine (Vorgabe 2048)</translation>
    </message>
    <message>
        <source>take what viewers send without asking</source>
        <translation>ohne zu fragen annehmen, was Gäste schicken</translation>
    </message>
    <message>
        <source>--files needs a folder that exists, not %1</source>
        <translation>--files braucht einen Ordner, den es gibt, nicht %1</translation>
    </message>
    <message>
        <source>--files needs a folder that you may write to, not %1</source>
        <translation>--files braucht einen Ordner, in den Sie schreiben dürfen, nicht %1</translation>
    </message>
    <message>
        <source>--pid goes with what acts on a running instance, such as --stop or --allow</source>
        <translation>--pid gehört zu dem, was auf ein laufendes Programm wirkt, etwa --stop oder --allow</translation>
    </message>
</context>
<context>
    <name>oriel::ConsentPrompt</name>
    <message>
        <source>Let somebody in?</source>
        <translation>Jemanden hereinlassen?</translation>
    </message>
    <message>
        <source>%1 asks to see and control this desktop.</source>
        <translation>%1 möchte diesen Bildschirm sehen und steuern.</translation>
    </message>
    <message>
        <source>%1 asks to see this desktop.</source>
        <translation>%1 möchte diesen Bildschirm sehen.</translation>
    </message>
    <message>
        <source>Say yes only if you are expecting somebody.</source>
        <translation>Erlauben Sie es nur, wenn Sie jemanden erwarten.</translation>
    </message>
    <message>
        <source>&amp;Allow</source>
        <translation>&amp;Erlauben</translation>
    </message>
    <message>
        <source>&amp;View only</source>
        <translation>Nur &amp;zusehen lassen</translation>
    </message>
    <message>
        <source>&amp;Refuse</source>
        <translation>&amp;Ablehnen</translation>
    </message>
</context>
<context>
    <name>oriel::ControlClient</name>
    <message>
        <source>no Oriel runs with process id %1</source>
        <translation>kein Oriel läuft mit der Prozessnummer %1</translation>
    </message>
    <message>
        <source>Oriel is not running: start it with oriel --share</source>
        <translation>Oriel läuft nicht: starten Sie es mit oriel --share</translation>
    </message>
    <message>
        <source>several run, choose one with --pid: %1</source>
        <translation>mehrere laufen, wählen Sie eines mit --pid: %1</translation>
    </message>
    <message>
        <source>Oriel does not answer on %1</source>
        <translation>Oriel antwortet nicht auf %1</translation>
    </message>
</context>
<context>
    <name>oriel::ControlSocket</name>
    <message>
        <source>cannot make the private folder %1: remove what is there</source>
        <translation>der private Ordner %1 lässt sich nicht anlegen: entfernen Sie, was dort ist</translation>
    </message>
</context>
<context>
    <name>oriel::CopyButton</name>
    <message>
        <source>Copied ✓</source>
        <translation>Kopiert ✓</translation>
    </message>
</context>
<context>
    <name>oriel::DesktopBackend</name>
    <message>
        <source>There is no way to share this desktop in this build of the program.</source>
        <translation>Dieses Programm wurde ohne eine Möglichkeit gebaut, diesen Bildschirm freizugeben.</translation>
    </message>
</context>
<context>
    <name>oriel::EventWriter</name>
    <message>
        <source>Sharing this desktop.</source>
        <translation>Dieser Bildschirm ist freigegeben.</translation>
    </message>
    <message>
        <source>Certificate SHA-256: %1</source>
        <translation>SHA-256 des Zertifikats: %1</translation>
    </message>
    <message>
        <source>Too many wrong passwords: the link is void, here is a new one.</source>
        <translation>Zu viele falsche Passwörter: Der Link ist verfallen, hier ist ein neuer.</translation>
    </message>
    <message>
        <source>A new link for the next viewer.</source>
        <translation>Ein neuer Link für den nächsten Gast.</translation>
    </message>
    <message>
        <source>Viewer %1 from %2 asks to come in: oriel --allow %1 or oriel --refuse %1</source>
        <translation>Gast %1 von %2 möchte hereinkommen: oriel --allow %1 oder oriel --refuse %1</translation>
    </message>
    <message>
        <source>Viewer %1 from %2 is connected.</source>
        <translation>Gast %1 von %2 ist verbunden.</translation>
    </message>
    <message>
        <source>Viewer %1 from %2 is watching.</source>
        <translation>Gast %1 von %2 sieht zu.</translation>
    </message>
    <message>
        <source>Viewer %1 is gone (%2).</source>
        <translation>Gast %1 ist weg (%2).</translation>
    </message>
    <message>
        <source>Sharing has stopped (%1).</source>
        <translation>Die Freigabe ist beendet (%1).</translation>
    </message>
    <message>
        <source>Link:     %1</source>
        <translation>Link:     %1</translation>
    </message>
    <message>
        <source>Password: %1</source>
        <translation>Passwort: %1</translation>
    </message>
    <message>
        <source>Viewer %1 sends “%2” (%3): oriel --take %4 or oriel --refuse-file %4</source>
        <translation>Gast %1 schickt „%2“ (%3): oriel --take %4 oder oriel --refuse-file %4</translation>
    </message>
    <message>
        <source>Viewer %1 is offered “%2” (%3).</source>
        <translation>Gast %1 wird „%2“ (%3) angeboten.</translation>
    </message>
    <message>
        <source>“%1” of viewer %2 is saved: %3</source>
        <translation>„%1“ von Gast %2 ist gespeichert: %3</translation>
    </message>
    <message>
        <source>“%1” and viewer %2: %3.</source>
        <translation>„%1“ und Gast %2: %3.</translation>
    </message>
</context>
<context>
    <name>oriel::FileChooser</name>
    <message>
        <source>Send files</source>
        <translation>Dateien schicken</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Schicken</translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation>Nichts wurde geschickt</translation>
    </message>
    <message>
        <source>Nobody is connected any more whom a file could be sent to.</source>
        <translation>Niemand ist mehr verbunden, dem eine Datei geschickt werden könnte.</translation>
    </message>
    <message>
        <source>A file was not sent</source>
        <translation>Eine Datei wurde nicht geschickt</translation>
    </message>
</context>
<context>
    <name>oriel::FilePrompt</name>
    <message>
        <source>Take a file?</source>
        <translation>Datei annehmen?</translation>
    </message>
    <message>
        <source>%1 wants to send you %2 (%3).</source>
        <translation>%1 möchte Ihnen %2 schicken (%3).</translation>
    </message>
    <message>
        <source>It would be saved in %1. Take only what you are expecting.</source>
        <translation>Sie käme in den Ordner %1. Nehmen Sie nur an, was Sie erwarten.</translation>
    </message>
    <message>
        <source>&amp;Take it</source>
        <translation>A&amp;nnehmen</translation>
    </message>
    <message>
        <source>&amp;Refuse</source>
        <translation>&amp;Ablehnen</translation>
    </message>
</context>
<context>
    <name>oriel::FileRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Show %1 in its folder</source>
        <translation>%1 im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>oriel::FileToSend</name>
    <message>
        <source>cannot send %1: there is no such file</source>
        <translation>%1 kann nicht geschickt werden: die Datei gibt es nicht</translation>
    </message>
    <message>
        <source>cannot send %1: it is not a regular file</source>
        <translation>%1 kann nicht geschickt werden: das ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>cannot send %1: you may not read it</source>
        <translation>%1 kann nicht geschickt werden: Sie dürfen die Datei nicht lesen</translation>
    </message>
    <message>
        <source>cannot send %1: it is larger than the limit of %2</source>
        <translation>%1 kann nicht geschickt werden: die Datei ist größer als die Grenze von %2</translation>
    </message>
</context>
<context>
    <name>oriel::FileWords</name>
    <message>
        <source>Viewer %1</source>
        <translation>Gast %1</translation>
    </message>
    <message>
        <source>About to begin</source>
        <translation>Gleich geht es los</translation>
    </message>
    <message>
        <source>Offered, %1</source>
        <translation>Angeboten, %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Saved in %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The viewer broke it off</source>
        <translation>Der Gast hat abgebrochen</translation>
    </message>
    <message>
        <source>The viewer did not take it</source>
        <translation>Der Gast hat sie nicht genommen</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Die Platte ist voll</translation>
    </message>
    <message>
        <source>The folder cannot be written to</source>
        <translation>In den Ordner kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The file cannot be read, or it changed</source>
        <translation>Die Datei ist nicht lesbar oder hat sich geändert</translation>
    </message>
</context>
<context>
    <name>oriel::FilesWindow</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>No files have passed yet.</source>
        <translation>Noch wurden keine Dateien übertragen.</translation>
    </message>
    <message>
        <source>Clear &amp;list</source>
        <translation>&amp;Liste leeren</translation>
    </message>
    <message>
        <source>Forgets what is over. Files that were saved stay where they are.</source>
        <translation>Vergisst, was vorbei ist. Gespeicherte Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>oriel::FingerprintPanel</name>
    <message>
        <source>Copy &amp;fingerprint</source>
        <translation>&amp;Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Ce&amp;rtificate fingerprint</source>
        <translation>Fingerabdruck des Z&amp;ertifikats</translation>
    </message>
    <message>
        <source>The browser may warn about a certificate that it does not know. It is yours if its SHA-256 fingerprint is this one:</source>
        <translation>Der Browser warnt vielleicht vor einem Zertifikat, das er nicht kennt. Es ist Ihres, wenn es diesen SHA-256-Fingerabdruck hat:</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint of the certificate</source>
        <translation>SHA-256-Fingerabdruck des Zertifikats</translation>
    </message>
</context>
<context>
    <name>oriel::FolderField</name>
    <message>
        <source>C&amp;hoose…</source>
        <translation>A&amp;uswählen…</translation>
    </message>
</context>
<context>
    <name>oriel::HttpServer</name>
    <message>
        <source>%1 is no IP address to listen on.</source>
        <translation>%1 ist keine IP-Adresse, auf der Oriel lauschen kann.</translation>
    </message>
    <message>
        <source>Ports %1 to %2 are all in use. Choose another port.</source>
        <translation>Die Ports %1 bis %2 sind alle belegt. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Port %1 is in use. Choose another port, or 0 for any.</source>
        <translation>Der Port %1 ist belegt. Wählen Sie einen anderen oder 0 für irgendeinen.</translation>
    </message>
    <message>
        <source>Port %1 needs rights that this user does not have. Choose one from 1024 on.</source>
        <translation>Der Port %1 braucht Rechte, die Sie nicht haben. Wählen Sie einen ab 1024.</translation>
    </message>
    <message>
        <source>This machine does not have the address %1.</source>
        <translation>Dieser Rechner hat die Adresse %1 nicht.</translation>
    </message>
    <message>
        <source>Cannot listen on port %1: %2</source>
        <translation>Auf dem Port %1 lässt sich nicht lauschen: %2</translation>
    </message>
</context>
<context>
    <name>oriel::IdentityStore</name>
    <message>
        <source>Cannot make a certificate.</source>
        <translation>Ein Zertifikat lässt sich nicht erstellen.</translation>
    </message>
</context>
<context>
    <name>oriel::LinkPanel</name>
    <message>
        <source>&amp;Copy link</source>
        <translation>Link &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy pass&amp;word</source>
        <translation>&amp;Passwort kopieren</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Address used in the link</source>
        <translation>Adresse im Link</translation>
    </message>
    <message>
        <source>The link has been used, and there is no room for anybody else. As soon as there is, a new link appears here.</source>
        <translation>Der Link ist benutzt, und für weitere Gäste ist kein Platz. Sobald wieder einer frei ist, erscheint hier ein neuer Link.</translation>
    </message>
    <message>
        <source>&amp;Link</source>
        <translation>&amp;Link</translation>
    </message>
    <message>
        <source>Password, if it is asked for</source>
        <translation>Passwort, falls danach gefragt wird</translation>
    </message>
    <message>
        <source>Reached through the &amp;address</source>
        <translation>Erreichbar unter der A&amp;dresse</translation>
    </message>
    <message>
        <source>the one you chose</source>
        <translation>das von Ihnen gewählte</translation>
    </message>
    <message>
        <source>%1 (suggested)</source>
        <translation>%1 (empfohlen)</translation>
    </message>
</context>
<context>
    <name>oriel::MessageLine</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung ausblenden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>oriel::Notifications</name>
    <message>
        <source>There is a problem with the certificate</source>
        <translation>Es gibt ein Problem mit dem Zertifikat</translation>
    </message>
    <message>
        <source>Somebody sees and controls this desktop</source>
        <translation>Jemand sieht und steuert diesen Bildschirm</translation>
    </message>
    <message>
        <source>Somebody sees this desktop</source>
        <translation>Jemand sieht diesen Bildschirm</translation>
    </message>
    <message>
        <source>A viewer left</source>
        <translation>Ein Gast hat sich getrennt</translation>
    </message>
    <message>
        <source>A viewer was cut off after an error</source>
        <translation>Ein Gast wurde nach einem Fehler getrennt</translation>
    </message>
    <message>
        <source>Too many wrong passwords</source>
        <translation>Zu viele falsche Passwörter</translation>
    </message>
    <message>
        <source>Somebody tried wrong passwords, so the old link is void. There is a new link to send now.</source>
        <translation>Jemand hat falsche Passwörter ausprobiert, darum gilt der alte Link nicht mehr. Verschicken Sie nun den neuen Link.</translation>
    </message>
    <message>
        <source>Sharing has ended</source>
        <translation>Die Freigabe ist beendet</translation>
    </message>
    <message>
        <source>Sharing is not possible</source>
        <translation>Die Freigabe ist nicht möglich</translation>
    </message>
    <message>
        <source>A file was saved</source>
        <translation>Eine Datei wurde gespeichert</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>A file could not be saved</source>
        <translation>Eine Datei konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>oriel::PasswordFile</name>
    <message>
        <source>cannot read the password file %1: %2</source>
        <translation>die Passwortdatei %1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>the password in %1 is not UTF-8</source>
        <translation>das Passwort in %1 ist nicht in UTF-8</translation>
    </message>
    <message>
        <source>the password in %1 must have 8 to 64 characters</source>
        <translation>das Passwort in %1 muss 8 bis 64 Zeichen haben</translation>
    </message>
    <message>
        <source>the password in %1 must be a single line</source>
        <translation>das Passwort in %1 muss eine einzige Zeile sein</translation>
    </message>
    <message>
        <source>others can read %1: run chmod 600 on it</source>
        <translation>andere können %1 lesen: führen Sie chmod 600 darauf aus</translation>
    </message>
</context>
<context>
    <name>oriel::PreferencesDialog</name>
    <message>
        <source>&amp;Ask me before anybody gets in</source>
        <translation>Mich &amp;fragen, bevor jemand hereinkommt</translation>
    </message>
    <message>
        <source>Others may &amp;look only, not control</source>
        <translation>Gäste dürfen nur &amp;zusehen, nicht steuern</translation>
    </message>
    <message>
        <source>Start Oriel when I log &amp;in</source>
        <translation>Oriel bei der An&amp;meldung starten</translation>
    </message>
    <message>
        <source>Sharing goes on by the old rules; the new ones apply when you share the next time.</source>
        <translation>Die laufende Freigabe behält ihre Regeln; die neuen gelten ab der nächsten Freigabe.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Who gets in</source>
        <translation>Wer hereinkommt</translation>
    </message>
    <message>
        <source>&amp;Viewers at the same time:</source>
        <translation>&amp;Gäste gleichzeitig:</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source> minutes</source>
        <translation> Minuten</translation>
    </message>
    <message>
        <source>If it is taken, the next free one is used.</source>
        <translation>Ist er belegt, wird der nächste freie genommen.</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>Ends after nobody did &amp;anything for:</source>
        <translation>Endet ohne &amp;Tätigkeit nach:</translation>
    </message>
    <message>
        <source>&amp;Port, or the next free one:</source>
        <translation>&amp;Port, oder der nächste freie:</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Folder for files from viewers</source>
        <translation>Ordner für Dateien der Gäste</translation>
    </message>
    <message>
        <source>no files</source>
        <translation>keine Dateien</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>You are asked before each file. The limit holds for what you send, too.</source>
        <translation>Sie werden vor jeder Datei gefragt. Die Grenze gilt auch für das, was Sie schicken.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Save &amp;what viewers send in:</source>
        <translation>&amp;Was Gäste schicken, kommt nach:</translation>
    </message>
    <message>
        <source>La&amp;rgest file:</source>
        <translation>G&amp;rößte Datei:</translation>
    </message>
    <message>
        <source>Files cannot be saved in %1: choose a folder that exists and that you may write to.</source>
        <translation>In %1 können keine Dateien gespeichert werden: wählen Sie einen Ordner, den es gibt und in den Sie schreiben dürfen.</translation>
    </message>
</context>
<context>
    <name>oriel::ProxySession</name>
    <message>
        <source>The page for viewers is missing. Install Oriel again.</source>
        <translation>Die Seite für die Gäste fehlt. Installieren Sie Oriel neu.</translation>
    </message>
</context>
<context>
    <name>oriel::QrCodeView</name>
    <message>
        <source>QR code of the link</source>
        <translation>QR-Code des Links</translation>
    </message>
</context>
<context>
    <name>oriel::ScreenGrabber</name>
    <message>
        <source>The X display %1 has a depth of %2 bits, which can&apos;t be shared: start it with 24 (TrueColor).</source>
        <translation>Die X-Anzeige %1 hat eine Farbtiefe von %2 Bit, die nicht freigegeben werden kann: starten Sie sie mit 24 (TrueColor).</translation>
    </message>
</context>
<context>
    <name>oriel::ShareWindow</name>
    <message>
        <source>Oriel</source>
        <translation>Oriel</translation>
    </message>
    <message>
        <source>This desktop is still shared.</source>
        <translation>Dieser Bildschirm ist noch freigegeben.</translation>
    </message>
    <message>
        <source>Stopping makes the link void and disconnects everybody.</source>
        <translation>Mit dem Beenden verfällt der Link, und alle Gäste werden getrennt.</translation>
    </message>
    <message>
        <source>&amp;Stop and quit</source>
        <translation>Freigabe und Oriel &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Keep sharing</source>
        <translation>Freigabe &amp;fortsetzen</translation>
    </message>
</context>
<context>
    <name>oriel::SharingPage</name>
    <message>
        <source>Connected now</source>
        <translation>Jetzt verbunden</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>&amp;New link</source>
        <translation>&amp;Neuer Link</translation>
    </message>
    <message>
        <source>Makes the unused link void and shows a new one. Whoever is connected stays.</source>
        <translation>Der unbenutzte Link verfällt, und ein neuer erscheint. Wer verbunden ist, bleibt es.</translation>
    </message>
    <message>
        <source>&amp;Stop sharing</source>
        <translation>Freigabe &amp;beenden</translation>
    </message>
    <message>
        <source>Send the link, or let a phone scan the code. You are asked before anybody gets in.</source>
        <translation>Verschicken Sie den Link oder lassen Sie den Code mit einem Telefon scannen. Sie werden gefragt, bevor jemand hereinkommt.</translation>
    </message>
    <message>
        <source>Send the link, or let a phone scan the code. Whoever has it gets in.</source>
        <translation>Verschicken Sie den Link oder lassen Sie den Code mit einem Telefon scannen. Wer ihn hat, kommt herein.</translation>
    </message>
    <message>
        <source>Send a f&amp;ile…</source>
        <translation>Datei s&amp;chicken…</translation>
    </message>
    <message>
        <source>Fil&amp;es…</source>
        <translation>D&amp;ateien…</translation>
    </message>
    <message>
        <source>Everybody who is connected and may control is offered it.</source>
        <translation>Alle, die verbunden sind und steuern dürfen, bekommen sie angeboten.</translation>
    </message>
    <message>
        <source>Nobody is connected whom a file could be sent to.</source>
        <translation>Niemand ist verbunden, dem eine Datei geschickt werden könnte.</translation>
    </message>
</context>
<context>
    <name>oriel::SleepInhibitor</name>
    <message>
        <source>Somebody is looking at this desktop</source>
        <translation>Jemand sieht diesen Bildschirm</translation>
    </message>
</context>
<context>
    <name>oriel::StartAtLogin</name>
    <message>
        <source>%1 can&apos;t be removed: %2</source>
        <translation>%1 lässt sich nicht entfernen: %2</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>oriel::StartPage</name>
    <message>
        <source>&amp;Preferences…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>Ü&amp;ber Oriel</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Share my desktop</source>
        <translation>Bildschirm &amp;freigeben</translation>
    </message>
</context>
<context>
    <name>oriel::TimeLeftLabel</name>
    <message>
        <source>Unused, the link expires in %1.</source>
        <translation>Unbenutzt verfällt der Link in %1.</translation>
    </message>
    <message>
        <source>No time limit.</source>
        <translation>Ohne zeitliche Grenze.</translation>
    </message>
    <message>
        <source>Ends in %1 unless somebody does something.</source>
        <translation>Endet in %1, wenn niemand etwas tut.</translation>
    </message>
</context>
<context>
    <name>oriel::TimedPrompt</name>
    <message>
        <source>Without an answer this is refused in %1.</source>
        <translation>Ohne Antwort wird in %1 abgelehnt.</translation>
    </message>
</context>
<context>
    <name>oriel::TlsIdentity</name>
    <message>
        <source>The certificate in %1 has expired; renew it.</source>
        <translation>Das Zertifikat in %1 ist abgelaufen; erneuern Sie es.</translation>
    </message>
    <message>
        <source>Keeping the certificate in use: %1</source>
        <translation>Das bisherige Zertifikat bleibt in Gebrauch: %1</translation>
    </message>
</context>
<context>
    <name>oriel::TlsKeyPair</name>
    <message>
        <source>%1 holds no certificate in PEM form.</source>
        <translation>%1 enthält kein Zertifikat im PEM-Format.</translation>
    </message>
    <message>
        <source>The key in %1 has a passphrase; give one without.</source>
        <translation>Der Schlüssel in %1 ist mit einem Kennwort geschützt; geben Sie einen ohne an.</translation>
    </message>
    <message>
        <source>%1 holds no private key in PEM form.</source>
        <translation>%1 enthält keinen privaten Schlüssel im PEM-Format.</translation>
    </message>
    <message>
        <source>The key in %1 is of another kind than RSA or EC.</source>
        <translation>Der Schlüssel in %1 ist weder vom Typ RSA noch EC.</translation>
    </message>
    <message>
        <source>The key in %1 does not belong to the certificate in %2.</source>
        <translation>Der Schlüssel in %1 gehört nicht zum Zertifikat in %2.</translation>
    </message>
    <message>
        <source>The key in %1 cannot be used.</source>
        <translation>Der Schlüssel in %1 ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 ist nicht lesbar: %2</translation>
    </message>
</context>
<context>
    <name>oriel::TrayIcon</name>
    <message>
        <source>&amp;Share my desktop</source>
        <translation>Bildschirm &amp;freigeben</translation>
    </message>
    <message>
        <source>&amp;Stop sharing</source>
        <translation>Freigabe &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>Link &amp;kopieren</translation>
    </message>
    <message>
        <source>Show &amp;link and QR code…</source>
        <translation>&amp;Link und QR-Code anzeigen…</translation>
    </message>
    <message>
        <source>&amp;New link</source>
        <translation>&amp;Neuer Link</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>&amp;About Oriel</source>
        <translation>Ü&amp;ber Oriel</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Oriel: %1</source>
        <translation>Oriel: %1</translation>
    </message>
    <message>
        <source>Disconnect %1</source>
        <translation>%1 trennen</translation>
    </message>
    <message>
        <source>Send a &amp;file…</source>
        <translation>Da&amp;tei schicken…</translation>
    </message>
    <message>
        <source>F&amp;iles…</source>
        <translation>&amp;Dateien…</translation>
    </message>
</context>
<context>
    <name>oriel::UserAgent</name>
    <message>
        <source>%1 on %2</source>
        <extracomment>A browser on an operating system, such as &quot;Firefox on Android&quot;</extracomment>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>oriel::ViewersList</name>
    <message>
        <source>Nobody is connected.</source>
        <translation>Niemand ist verbunden.</translation>
    </message>
    <message>
        <source>%1 (view only)</source>
        <translation>%1 (sieht nur zu)</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Disconnect %1</source>
        <translation>%1 trennen</translation>
    </message>
</context>
<context>
    <name>oriel::ViewingStrip</name>
    <message>
        <source>Oriel: somebody is connected</source>
        <translation>Oriel: jemand ist verbunden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>Freigabe beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n people are connected to this desktop</source>
        <translation>
            <numerusform>%n Person ist mit diesem Desktop verbunden</numerusform>
            <numerusform>%n Personen sind mit diesem Desktop verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 sees and controls this desktop</source>
        <translation>%1 sieht und bedient diesen Desktop</translation>
    </message>
    <message>
        <source>%1 sees this desktop</source>
        <translation>%1 sieht diesen Desktop</translation>
    </message>
</context>
<context>
    <name>oriel::Words</name>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>Not sharing</source>
        <translation>Keine Freigabe</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Waiting for somebody to open the link</source>
        <translation>Wartet darauf, dass jemand den Link öffnet</translation>
    </message>
    <message>
        <source>Somebody asks to come in</source>
        <translation>Jemand möchte hereinkommen</translation>
    </message>
    <message>
        <source>%1 is connected</source>
        <translation>%1 ist verbunden</translation>
    </message>
    <message numerus="yes">
        <source>%n viewer(s) connected</source>
        <translation>
            <numerusform>%n Gast verbunden</numerusform>
            <numerusform>%n Gäste verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird beendet…</translation>
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
        <source>You get a link to send: whoever opens it in a browser can watch this desktop once you allow it, but not touch anything.</source>
        <translation>Sie bekommen einen Link zum Verschicken: Wer ihn im Browser öffnet, sieht diesen Bildschirm, sobald Sie es erlauben, kann aber nichts bedienen.</translation>
    </message>
    <message>
        <source>You get a link to send: whoever opens it in a browser can watch this desktop, but not touch anything.</source>
        <translation>Sie bekommen einen Link zum Verschicken: Wer ihn im Browser öffnet, sieht diesen Bildschirm, kann aber nichts bedienen.</translation>
    </message>
    <message>
        <source>You get a link to send: whoever opens it in a browser sees this desktop and can work on it, once you allow it.</source>
        <translation>Sie bekommen einen Link zum Verschicken: Wer ihn im Browser öffnet, sieht diesen Bildschirm und kann darauf arbeiten, sobald Sie es erlauben.</translation>
    </message>
    <message>
        <source>You get a link to send: whoever opens it in a browser sees this desktop and can work on it.</source>
        <translation>Sie bekommen einen Link zum Verschicken: Wer ihn im Browser öffnet, sieht diesen Bildschirm und kann darauf arbeiten.</translation>
    </message>
    <message>
        <source>Nobody did anything for a while, so sharing ended.</source>
        <translation>Eine Weile hat niemand etwas getan, darum ist die Freigabe beendet.</translation>
    </message>
    <message>
        <source>Nobody opened the link in time, so it is void now.</source>
        <translation>Niemand hat den Link rechtzeitig geöffnet, darum ist er jetzt verfallen.</translation>
    </message>
    <message>
        <source>Sharing ended because of an error.</source>
        <translation>Die Freigabe endete wegen eines Fehlers.</translation>
    </message>
    <message>
        <source>This desktop is no longer shared.</source>
        <translation>Dieser Bildschirm ist nicht mehr freigegeben.</translation>
    </message>
</context>
<context>
    <name>oriel::X11Backend</name>
    <message>
        <source>This X server has no XTEST, so viewers can look but not touch.</source>
        <translation>Diesem X-Server fehlt XTEST, darum können Gäste zusehen, aber nichts bedienen.</translation>
    </message>
    <message>
        <source>This X server has no XKEYBOARD, so viewers can point but not type.</source>
        <translation>Diesem X-Server fehlt XKEYBOARD, darum können Gäste zeigen, aber nicht tippen.</translation>
    </message>
    <message>
        <source>This X server shares no memory (MIT-SHM), so capturing costs more.</source>
        <translation>Dieser X-Server teilt keinen Speicher (MIT-SHM), darum kostet die Aufnahme mehr.</translation>
    </message>
    <message>
        <source>This X server doesn&apos;t tell what changes (DAMAGE), so pictures come late and cost more.</source>
        <translation>Dieser X-Server sagt nicht, was sich ändert (DAMAGE), darum kommen Bilder später und kosten mehr.</translation>
    </message>
</context>
<context>
    <name>oriel::X11Capture</name>
    <message>
        <source>The X server %1 went away.</source>
        <translation>Der X-Server %1 ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>oriel::X11Connection</name>
    <message>
        <source>There is no X display: set DISPLAY, or name one with --display :0.</source>
        <translation>Es gibt keine X-Anzeige: setzen Sie DISPLAY, oder nennen Sie eine mit --display :0.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no X display; one looks like :0.</source>
        <translation>„%1“ ist keine X-Anzeige; eine sieht aus wie :0.</translation>
    </message>
    <message>
        <source>Can&apos;t open the X display %1: see that it runs and that this user may use it (XAUTHORITY must name its access file).</source>
        <translation>Die X-Anzeige %1 lässt sich nicht öffnen: prüfen Sie, ob sie läuft und dieser Benutzer sie verwenden darf (XAUTHORITY muss ihre Zugangsdatei nennen).</translation>
    </message>
</context>
<context>
    <name>oriel::AuthorityStore</name>
    <message>
        <source>Cannot make a certificate authority.</source>
        <translation>Eine Zertifizierungsstelle kann nicht angelegt werden.</translation>
    </message>
</context>
<context>
    <name>oriel::PrivateFile</name>
    <message>
        <source>the folder can&apos;t be made private</source>
        <translation>der Ordner lässt sich nicht privat machen</translation>
    </message>
</context>
<context>
    <name>oriel::MakeAuthority</name>
    <message>
        <source>%1 cannot be used: remove it and run oriel --make-ca again</source>
        <translation>%1 kann nicht benutzt werden: entfernen Sie die Datei und rufen Sie oriel --make-ca noch einmal auf</translation>
    </message>
    <message>
        <source>There is a certificate authority already.</source>
        <translation>Es gibt bereits eine Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>Made a certificate authority.</source>
        <translation>Eine Zertifizierungsstelle ist angelegt.</translation>
    </message>
    <message>
        <source>Its certificate: %1</source>
        <translation>Ihr Zertifikat: %1</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
    <message>
        <source>From the next session on Oriel&apos;s certificate is issued by it. Devices that trust it no longer warn. It can vouch for private addresses and names in .local, .home.arpa and localhost only. Copy the certificate to a device and install it there:

  Linux      certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Oriel -i ca.crt (Chromium);
             Firefox: Settings, Certificates, View, Authorities, Import
  Windows    open the file, Install, &quot;Trusted Root Certification Authorities&quot;
  macOS      open the file, then in Keychain Access: Trust, Always
  iOS        open the file, install the profile in Settings, then switch it on under
             General, About, Certificate Trust Settings
  Android    Settings, Security, Encryption, Install a certificate, CA certificate

Never give away the file with the key: %1
</source>
        <translation>Ab der nächsten Sitzung stellt sie Oriels Zertifikat aus. Geräte, die ihr vertrauen, warnen nicht mehr. Sie kann nur für private Adressen und für Namen in .local, .home.arpa und localhost bürgen. Kopieren Sie das Zertifikat auf ein Gerät und installieren Sie es dort:

  Linux      certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Oriel -i ca.crt (Chromium);
             Firefox: Einstellungen, Zertifikate, Anzeigen, Zertifizierungsstellen, Importieren
  Windows    Datei öffnen, Installieren, „Vertrauenswürdige Stammzertifizierungsstellen“
  macOS      Datei öffnen, dann in der Schlüsselbundverwaltung: Vertrauen, Immer
  iOS        Datei öffnen, das Profil in den Einstellungen installieren, dann einschalten unter
             Allgemein, Info, Zertifikatsvertrauenseinstellungen
  Android    Einstellungen, Sicherheit, Verschlüsselung, Zertifikat installieren, CA-Zertifikat

Geben Sie die Datei mit dem Schlüssel niemals weiter: %1
</translation>
    </message>
</context>
</TS>
