<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Condition</name>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message numerus="yes">
        <source>%n job(s) are still running. Open Jobdeck from the application menu to see them.</source>
        <translation>
            <numerusform>%n job is still running. Open Jobdeck from the application menu to see it.</numerusform>
            <numerusform>%n jobs are still running. Open Jobdeck from the application menu to see them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message numerus="yes">
        <source>after %1 and %n more</source>
        <translation>
            <numerusform>after %1 and %n more</numerusform>
            <numerusform>after %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kill %n Job(s)</source>
        <translation>
            <numerusform>Kill %n Job</numerusform>
            <numerusform>Kill %n Jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kill %n job(s)?</source>
        <translation>
            <numerusform>Kill %n job?</numerusform>
            <numerusform>Kill %n jobs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) have not ended yet.</source>
        <translation>
            <numerusform>%n job has not ended yet.</numerusform>
            <numerusform>%n jobs have not ended yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::InputBar</name>
    <message numerus="yes">
        <source>The input has %n byte(s); a job takes at most %1 at a time. Send it in parts.</source>
        <translation>
            <numerusform>The input has %n byte; a job takes at most %1 at a time. Send it in parts.</numerusform>
            <numerusform>The input has %n bytes; a job takes at most %1 at a time. Send it in parts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::JobDelegate</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running, agent gone</source>
        <translation>
            <numerusform>%n running, agent gone</numerusform>
            <numerusform>%n running, agent gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n queued</numerusform>
            <numerusform>%n queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::JobListPane</name>
    <message numerus="yes">
        <source>Kill %n Job(s) of “%1”…</source>
        <translation>
            <numerusform>Kill %n Job of “%1”…</numerusform>
            <numerusform>Kill %n Jobs of “%1”…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::JobModel</name>
    <message numerus="yes">
        <source>%1, %n job(s), %2 running</source>
        <translation>
            <numerusform>%1, %n job, %2 running</numerusform>
            <numerusform>%1, %n jobs, %2 running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n queued</numerusform>
            <numerusform>%n queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) connected: %1</source>
        <translation>
            <numerusform>%n agent connected: %1</numerusform>
            <numerusform>%n agents connected: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of its process(es) had to be ended by SIGKILL.</source>
        <translation>
            <numerusform>%n of its processes had to be ended by SIGKILL.</numerusform>
            <numerusform>%n of its processes had to be ended by SIGKILL.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Notifier</name>
    <message numerus="yes">
        <source>%n job(s) finished</source>
        <translation>
            <numerusform>%n job finished</numerusform>
            <numerusform>%n jobs finished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n job failed</numerusform>
            <numerusform>%n jobs failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StateFilterBar</name>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n job</numerusform>
            <numerusform>%1, %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TrayIcon</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n queued</numerusform>
            <numerusform>%n queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TrayMenu</name>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>… %n more</numerusform>
            <numerusform>… %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
