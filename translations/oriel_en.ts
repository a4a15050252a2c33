<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>oriel::ViewingStrip</name>
    <message numerus="yes">
        <source>%n people are connected to this desktop</source>
        <translation>
            <numerusform>%n person is connected to this desktop</numerusform>
            <numerusform>%n people are connected to this desktop</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>oriel::Words</name>
    <message numerus="yes">
        <source>%n viewer(s) connected</source>
        <translation>
            <numerusform>%n viewer connected</numerusform>
            <numerusform>%n viewers connected</numerusform>
        </translation>
    </message>
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
</TS>
