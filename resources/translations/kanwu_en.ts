<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Boxes</name>
    <message numerus="yes">
        <source>%n hand edit(s) were built on this decision. What is to become of them?</source>
        <translation>
            <numerusform>%n hand edit was built on this decision. What is to become of it?</numerusform>
            <numerusform>%n hand edits were built on this decision. What is to become of them?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>%n duplicate(s) left to you: a copy has to be chosen.</source>
        <translation>
            <numerusform>%n duplicate left to you: a copy has to be chosen.</numerusform>
            <numerusform>%n duplicates left to you: a copy has to be chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CleanedPanel</name>
    <message numerus="yes">
        <source>Cleaned · %n change(s)</source>
        <translation>
            <numerusform>Cleaned · %n change</numerusform>
            <numerusform>Cleaned · %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConcordancePanel</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{places} on %n page(s)</source>
        <translation>
            <numerusform>{places} on %n page</numerusform>
            <numerusform>{places} on %n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiesView</name>
    <message numerus="yes">
        <source>%n further copies, which go with the one that is not kept</source>
        <translation>
            <numerusform>%n further copy, which goes with the one that is not kept</numerusform>
            <numerusform>%n further copies, which go with the one that is not kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message numerus="yes">
        <source>This finding has %n fix(es) only.</source>
        <translation>
            <numerusform>This finding has %n fix only.</numerusform>
            <numerusform>This finding has %n fixes only.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) decided on at once</source>
        <translation>
            <numerusform>%n finding decided on at once</numerusform>
            <numerusform>%n findings decided on at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left out, since they conflict with what was decided</source>
        <translation>
            <numerusform>; %n left out, since it conflicts with what was decided</numerusform>
            <numerusform>; %n left out, since they conflict with what was decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left to you, since a copy has to be chosen</source>
        <translation>
            <numerusform>; %n left to you, since a copy has to be chosen</numerusform>
            <numerusform>; %n left to you, since a copy has to be chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message numerus="yes">
        <source>%n open finding(s) alike</source>
        <translation>
            <numerusform>%n open finding alike</numerusform>
            <numerusform>%n open findings alike</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message numerus="yes">
        <source>%n decision(s) on this page could not be saved the last time, and were kept.</source>
        <translation>
            <numerusform>%n decision on this page could not be saved the last time, and was kept.</numerusform>
            <numerusform>%n decisions on this page could not be saved the last time, and were kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) carried over to the new text</source>
        <translation>
            <numerusform>%n decision carried over to the new text</numerusform>
            <numerusform>%n decisions carried over to the new text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message numerus="yes">
        <source>Notes · %n</source>
        <translation>
            <numerusform>Notes · %n</numerusform>
            <numerusform>Notes · %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message numerus="yes">
        <source>This page has %n finding(s) only.</source>
        <translation>
            <numerusform>This page has %n finding only.</numerusform>
            <numerusform>This page has %n findings only.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ordering</name>
    <message numerus="yes">
        <source>A number takes a line, Space leaves it, Esc ends; %n open end(s).</source>
        <translation>
            <numerusform>A number takes a line, Space leaves it, Esc ends; %n open end.</numerusform>
            <numerusform>A number takes a line, Space leaves it, Esc ends; %n open ends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message numerus="yes">
        <source>Outline · %n article(s)</source>
        <translation>
            <numerusform>Outline · %n article</numerusform>
            <numerusform>Outline · %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message numerus="yes">
        <source>Replace %n place(s)</source>
        <translation>
            <numerusform>Replace %n place</numerusform>
            <numerusform>Replace %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %n place(s)</source>
        <translation>
            <numerusform>Accept %n place</numerusform>
            <numerusform>Accept %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n place(s)</source>
        <translation>
            <numerusform>Reject %n place</numerusform>
            <numerusform>Reject %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) changed</source>
        <translation>
            <numerusform>%n place changed</numerusform>
            <numerusform>%n places changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) written, on {pages} pages</source>
        <translation>
            <numerusform>%n decision written, on {pages} pages</numerusform>
            <numerusform>%n decisions written, on {pages} pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message numerus="yes">
        <source>Source · {encoding} · %n character(s)</source>
        <translation>
            <numerusform>Source · {encoding} · %n character</numerusform>
            <numerusform>Source · {encoding} · %n characters</numerusform>
        </translation>
    </message>
</context>
</TS>
