<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Write the patch now</source>
        <translation>立即写入补丁(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>驳回(&amp;R)</translation>
    </message>
    <message>
        <source>As prin&amp;ted (sic)</source>
        <translation>原报如此(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Postpone</source>
        <translation>搁置(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>撤回(&amp;W)</translation>
    </message>
    <message>
        <source>Accept alike</source>
        <translation>接受同类</translation>
    </message>
    <message>
        <source>Reject alike</source>
        <translation>驳回同类</translation>
    </message>
    <message>
        <source>Take fix {number}</source>
        <translation>采用改法 {number}</translation>
    </message>
    <message>
        <source>&amp;Next finding</source>
        <translation>下一处发现(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious finding</source>
        <translation>上一处发现(&amp;V)</translation>
    </message>
    <message>
        <source>Next p&amp;age</source>
        <translation>下一页(&amp;A)</translation>
    </message>
    <message>
        <source>Open the sa&amp;mple pages</source>
        <translation>打开示例页面(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>开始页(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Previous pa&amp;ge</source>
        <translation>上一页(&amp;G)</translation>
    </message>
    <message>
        <source>Page proofread, ne&amp;xt page</source>
        <translation>本页校毕，转下一页(&amp;X)</translation>
    </message>
    <message>
        <source>Page &amp;validated, next page</source>
        <translation>本页复核通过，下一页(&amp;V)</translation>
    </message>
    <message>
        <source>Next &amp;unresolved, over all pages</source>
        <translation>跨页的下一处未决(&amp;U)</translation>
    </message>
    <message>
        <source>New</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>有疑问</translation>
    </message>
    <message>
        <source>Proofread</source>
        <translation>已校对</translation>
    </message>
    <message>
        <source>Validated</source>
        <translation>已复核</translation>
    </message>
    <message>
        <source>Reject &amp;further…</source>
        <translation>扩大驳回范围(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Edit the proposal</source>
        <translation>修改建议后采纳(&amp;E)</translation>
    </message>
    <message>
        <source>Reject this &amp;string everywhere</source>
        <translation>处处驳回此字符串(&amp;S)</translation>
    </message>
    <message>
        <source>Reject this r&amp;ule on this page</source>
        <translation>本页驳回此规则(&amp;U)</translation>
    </message>
    <message>
        <source>Never &amp;flag this string…</source>
        <translation>从不标记此字符串(&amp;F)…</translation>
    </message>
    <message>
        <source>Always put an&amp;other…</source>
        <translation>一律改为别的(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the lists (&amp;kanwu.toml)</source>
        <translation>打开列表文件 kanwu.toml(&amp;K)</translation>
    </message>
    <message>
        <source>Accept all that the list shows…</source>
        <translation>接受列表所示全部…</translation>
    </message>
    <message>
        <source>Reject all that the list shows…</source>
        <translation>驳回列表所示全部…</translation>
    </message>
    <message>
        <source>&amp;Search the list</source>
        <translation>在列表中查找(&amp;S)</translation>
    </message>
    <message>
        <source>Pick the &amp;continuation by hand</source>
        <translation>手动指定接续(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open ends, one after the other</source>
        <translation>逐一接续断头处(&amp;O)</translation>
    </message>
    <message>
        <source>Move block &amp;up</source>
        <translation>上移此块(&amp;U)</translation>
    </message>
    <message>
        <source>Move block &amp;down</source>
        <translation>下移此块(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Move block behind…</source>
        <translation>把此块移到…之后(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Split block here</source>
        <translation>在此处拆分(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Join with the next block</source>
        <translation>与下一块合并(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Find and replace…</source>
        <translation>查找和替换(&amp;F)…</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>查找下一处(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>查找上一处(&amp;P)</translation>
    </message>
    <message>
        <source>List the &amp;selected text over all pages</source>
        <translation>在所有页面列出所选文字(&amp;S)</translation>
    </message>
    <message>
        <source>List its like over all pa&amp;ges</source>
        <translation>在所有页面列出同类(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>附注(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Bookmark this line</source>
        <translation>给本行加书签(&amp;B)</translation>
    </message>
    <message>
        <source>Next b&amp;ookmark</source>
        <translation>下一个书签(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Go to line, finding or character…</source>
        <translation>转到行、发现或字符(&amp;G)…</translation>
    </message>
    <message>
        <source>Go to the &amp;list</source>
        <translation>转到列表(&amp;L)</translation>
    </message>
    <message>
        <source>Go to the &amp;text</source>
        <translation>转到文字(&amp;T)</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>标准字号</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Usual &amp;places</source>
        <translation>恢复默认布局(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>Change &amp;keys…</source>
        <translation>更改按键(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键一览(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Kanwu</source>
        <translation>关于 Kanwu 勘误(&amp;A)</translation>
    </message>
    <message>
        <source>Pa&amp;ge</source>
        <translation>页面(&amp;G)</translation>
    </message>
    <message>
        <source>Ed&amp;it</source>
        <translation>编辑(&amp;I)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Mark the page as</source>
        <translation>本页标记为(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Finding</source>
        <translation>发现(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>段块(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>AlwaysDialog</name>
    <message>
        <source>Always put</source>
        <translation>一律改为</translation>
    </message>
    <message>
        <source>Wherever this stands</source>
        <translation>凡出现</translation>
    </message>
    <message>
        <source>put this</source>
        <translation>改为</translation>
    </message>
</context>
<context>
    <name>Answering</name>
    <message>
        <source>The rule “{rule}” failed and was left out: {error}</source>
        <translation>规则“{rule}”运行出错，已略过：{error}</translation>
    </message>
    <message>
        <source>The rules could not be run: {error}</source>
        <translation>规则无法运行：{error}</translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message numerus="yes">
        <source>%n hand edit(s) were built on this decision. What is to become of them?</source>
        <translation>
            <numerusform>有 %n 处手工修改建立在这个决定之上。如何处理？</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand edits</source>
        <translation>手工修改</translation>
    </message>
    <message>
        <source>Withdraw them too</source>
        <translation>一并撤回</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>The fix would change what you typed here:</source>
        <translation>采用此改法会改动您手工输入的文字：</translation>
    </message>
    <message>
        <source>Typed by hand</source>
        <translation>手工输入</translation>
    </message>
    <message>
        <source>Take the fix instead</source>
        <translation>采用改法</translation>
    </message>
    <message>
        <source>Keep what I typed</source>
        <translation>保留我的输入</translation>
    </message>
    <message>
        <source>This page was called proofread under your own name. Are you its second reader all the same?</source>
        <translation>本页是以您自己的名字标为已校对的。您确实是第二位读者吗？</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>第二位读者</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>复核通过</translation>
    </message>
    <message>
        <source>The last decisions could not be saved. Close all the same and lose them?</source>
        <translation>最近的决定未能保存。仍要关闭并放弃这些决定吗？</translation>
    </message>
    <message>
        <source>Lose them</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Reviews and cleans OCR&apos;d Chinese newspaper pages. The source is never changed; every decision is kept in a patch beside the page, and nothing leaves this computer.</source>
        <translation>审校和清理中文报纸的 OCR 页面。原文绝不改动；每个决定都保存在页面旁边的补丁里，任何内容都不会离开本机。</translation>
    </message>
    <message>
        <source>About Kanwu</source>
        <translation>关于 Kanwu 勘误</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Accept {count} findings</source>
        <translation>接受 {count} 处发现</translation>
    </message>
    <message>
        <source>Reject {count} findings</source>
        <translation>驳回 {count} 处发现</translation>
    </message>
    <message>
        <source>{rule}: {count}</source>
        <translation>{rule}：{count}</translation>
    </message>
    <message>
        <source>Findings by rule</source>
        <translation>各规则的发现数</translation>
    </message>
    <message>
        <source>Some of the places</source>
        <translation>其中若干处</translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s) left to you: a copy has to be chosen.</source>
        <translation>
            <numerusform>%n 处重复留待您处理：须选择保留哪一份。</numerusform>
        </translation>
    </message>
    <message>
        <source>One step that Undo takes back as a whole.</source>
        <translation>算作一步，可一次撤销。</translation>
    </message>
</context>
<context>
    <name>CleanedPanel</name>
    <message>
        <source>Cleaned text</source>
        <translation>清理后的文字</translation>
    </message>
    <message>
        <source>Cleaned</source>
        <translation>清理后</translation>
    </message>
    <message numerus="yes">
        <source>Cleaned · %n change(s)</source>
        <translation>
            <numerusform>清理后 · %n 处改动</numerusform>
        </translation>
    </message>
    <message>
        <source>{heading} · read-only</source>
        <translation>{heading} · 只读</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Reviews OCR&apos;d Chinese newspaper pages: the source beside the cleaned text.</source>
        <translation>审校中文报纸的 OCR 页面：左为原文，右为清理后的文字。</translation>
    </message>
    <message>
        <source>Pages, or folders of pages; the sample pages where none is named.</source>
        <translation>页面或页面文件夹；不写则打开样例页面。</translation>
    </message>
    <message>
        <source>Folder for the patches, which else lie beside the pages.</source>
        <translation>补丁所在的文件夹；默认补丁在页面旁边。</translation>
    </message>
    <message>
        <source>How the pages are read, where the files must not decide.</source>
        <translation>页面的编码，用于不应由文件自行判断时。</translation>
    </message>
    <message>
        <source>Colours: light, dark or system.</source>
        <translation>颜色：light（浅色）、dark（深色）或 system（随系统）。</translation>
    </message>
    <message>
        <source>There are no colours “{name}”; choose light, dark or system.</source>
        <translation>没有名为“{name}”的颜色；请选择 light、dark 或 system。</translation>
    </message>
</context>
<context>
    <name>ConcordancePanel</name>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>各处</translation>
    </message>
    <message>
        <source>Change to</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>次序</translation>
    </message>
    <message>
        <source>in page order</source>
        <translation>按页面次序</translation>
    </message>
    <message>
        <source>by what stands before it</source>
        <translation>按前文排序</translation>
    </message>
    <message>
        <source>by what stands after it</source>
        <translation>按后文排序</translation>
    </message>
    <message>
        <source>Files searched</source>
        <translation>已查文件</translation>
    </message>
    <message>
        <source>&amp;Reject the chosen</source>
        <translation>驳回所选(&amp;R)</translation>
    </message>
    <message>
        <source>Reject a&amp;ll</source>
        <translation>全部驳回(&amp;L)</translation>
    </message>
    <message>
        <source>Concordance · {title}</source>
        <translation>逐处列表 · {title}</translation>
    </message>
    <message>
        <source>Concordance</source>
        <translation>逐处列表</translation>
    </message>
    <message>
        <source>Acce&amp;pt the chosen</source>
        <translation>接受所选(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Change the chosen</source>
        <translation>改所选(&amp;C)</translation>
    </message>
    <message>
        <source>Accept &amp;all</source>
        <translation>全部接受(&amp;A)</translation>
    </message>
    <message>
        <source>Change &amp;all</source>
        <translation>全部改(&amp;A)</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{places} on %n page(s)</source>
        <translation>
            <numerusform>{places}，见于 %n 页</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopiesView</name>
    <message>
        <source>Keep the first</source>
        <translation>保留第一份</translation>
    </message>
    <message>
        <source>Keep the second</source>
        <translation>保留第二份</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两份都保留</translation>
    </message>
    <message>
        <source>Blend…</source>
        <translation>逐处合并…</translation>
    </message>
    <message>
        <source>Take this blend</source>
        <translation>采用合并结果</translation>
    </message>
    <message>
        <source>Line {number} · deleted</source>
        <translation>第 {number} 行 · 已删除</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message numerus="yes">
        <source>%n further copies, which go with the one that is not kept</source>
        <translation>
            <numerusform>另有 %n 份，与未保留的一份一同删除</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>Keep one copy</source>
        <translation>保留一份</translation>
    </message>
    <message>
        <source>Blend two copies</source>
        <translation>合并两份</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>This finding proposes nothing to be taken. Mend the text by hand, or reject the finding.</source>
        <translation>这处发现没有可采用的改法。请手工修改文字，或驳回。</translation>
    </message>
    <message numerus="yes">
        <source>This finding has %n fix(es) only.</source>
        <translation>
            <numerusform>这处发现只有 %n 种改法。</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>Leave as printed</source>
        <translation>照原报保留</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Nothing was decided on this finding itself. Undo takes back the last step.</source>
        <translation>对这处发现本身没有作过决定。撤销可收回上一步。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Nothing here can be decided on at once.</source>
        <translation>这里没有可以一并决定的内容。</translation>
    </message>
    <message>
        <source>Accept {count} at once</source>
        <translation>一并接受 {count} 处</translation>
    </message>
    <message>
        <source>Reject {count} at once</source>
        <translation>一并驳回 {count} 处</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) decided on at once</source>
        <translation>
            <numerusform>一次处理了 %n 处发现</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left out, since they conflict with what was decided</source>
        <translation>
            <numerusform>；另有 %n 处与已有决定冲突，没有处理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left to you, since a copy has to be chosen</source>
        <translation>
            <numerusform>；%n 处留待您选择保留哪一份</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided on these findings themselves. Undo takes back the last step.</source>
        <translation>对这些发现本身没有作过决定。撤销可收回上一步。</translation>
    </message>
    <message>
        <source>Nothing short enough is proposed here. Mend the text itself, or take the fix.</source>
        <translation>此处没有足够短的建议可改。请直接改正文，或照建议采纳。</translation>
    </message>
    <message>
        <source>Edited proposal</source>
        <translation>修改后采纳</translation>
    </message>
    <message>
        <source>No finding is chosen.</source>
        <translation>没有选中任何发现。</translation>
    </message>
    <message>
        <source>This row stands for many places, which take the first fix. Take one&apos;s tick away to decide on it alone.</source>
        <translation>这一行代表多处，都取第一种改法。若要单独决定某一处，请去掉它的勾选。</translation>
    </message>
    <message>
        <source>Nothing is open in this list. {key}: the page is proofread, on to the next one.</source>
        <translation>列表中已没有未决的发现。{key}：本页已校对，转到下一页。</translation>
    </message>
    <message>
        <source>The list shows nothing open that could be decided on.</source>
        <translation>列表中没有可以决定的未决发现。</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>The chosen finding</source>
        <translation>选中的发现</translation>
    </message>
    <message>
        <source>Pick the continuation by hand…</source>
        <translation>手动指定接续…</translation>
    </message>
    <message>
        <source>About this rule…</source>
        <translation>关于这条规则…</translation>
    </message>
    <message>
        <source>No finding chosen</source>
        <translation>没有选中发现</translation>
    </message>
    <message>
        <source>{rule} · line {line}, column {column}</source>
        <translation>{rule} · 第 {line} 行第 {column} 字</translation>
    </message>
    <message numerus="yes">
        <source>%n open finding(s) alike</source>
        <translation>
            <numerusform>同类未决 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>No fix is proposed here. Type the right text into the cleaned text, or reject the finding.</source>
        <translation>此处没有建议的改法。请直接在清理后的文字中改正，或驳回。</translation>
    </message>
    <message>
        <source>This rests on a join that nobody has decided on yet: {join}</source>
        <translation>这以一处尚未决定的接续为前提：{join}</translation>
    </message>
    <message>
        <source>Why:</source>
        <translation>依据：</translation>
    </message>
    <message>
        <source>Further:</source>
        <translation>其他依据：</translation>
    </message>
    <message>
        <source>Answered by hand by {who}, {when}</source>
        <translation>由 {who} 手动处理，{when}</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected with others of its kind</source>
        <translation>已随同类驳回</translation>
    </message>
    <message>
        <source>Left as printed</source>
        <translation>照原报保留</translation>
    </message>
    <message>
        <source>Postponed</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Accepted by {who}, {when}</source>
        <translation>{who} 于 {when} 接受</translation>
    </message>
    <message>
        <source>Rejected by {who}, {when}</source>
        <translation>{who} 于 {when} 驳回</translation>
    </message>
    <message>
        <source>Left as printed by {who}, {when}</source>
        <translation>{who} 照原报保留，{when}</translation>
    </message>
    <message>
        <source>Postponed by {who}, {when}</source>
        <translation>{who} 于 {when} 搁置</translation>
    </message>
</context>
<context>
    <name>EditBar</name>
    <message>
        <source>&amp;Proposal:</source>
        <translation>建议(&amp;P)：</translation>
    </message>
    <message>
        <source>Edit the proposal</source>
        <translation>修改建议</translation>
    </message>
    <message>
        <source>Take it (Enter)</source>
        <translation>采纳（Enter）</translation>
    </message>
    <message>
        <source>Leave it (Esc)</source>
        <translation>放弃（Esc）</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Typing</source>
        <translation>键入</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>导出的内容</translation>
    </message>
    <message>
        <source>The open &amp;file</source>
        <translation>打开的文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;All pages of the list</source>
        <translation>列表中的全部页面(&amp;A)</translation>
    </message>
    <message>
        <source>File or folder to write to</source>
        <translation>写入的文件或文件夹</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Cleaned text, as the file is written</source>
        <translation>清理后的文字，保持文件原有格式</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Markdown, by article</source>
        <translation>Markdown，按文章分开</translation>
    </message>
    <message>
        <source>JSON Lines, with articles and decisions</source>
        <translation>JSON Lines，含文章与决定</translation>
    </message>
    <message>
        <source>Pairs of source and cleaned text</source>
        <translation>原文与清理后文字的对照</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>补丁</translation>
    </message>
    <message>
        <source>Unified diff</source>
        <translation>统一差异格式（diff）</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>内容(&amp;W)</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>写入(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Exported to {target}</source>
        <translation>已导出到 {target}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Show findings of this rule</source>
        <translation>只看这条规则的发现</translation>
    </message>
    <message>
        <source>Show findings in this state</source>
        <translation>只看这种状态的发现</translation>
    </message>
    <message>
        <source>Show findings that are so sure</source>
        <translation>只看这样把握的发现</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>全部规则</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>/ search</source>
        <translation>/ 查找</translation>
    </message>
    <message>
        <source>Show findings with this text</source>
        <translation>只看含此文字的发现</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>有建议</translation>
    </message>
    <message>
        <source>With hints</source>
        <translation>连同提示</translation>
    </message>
    <message>
        <source>From 90 %</source>
        <translation>90% 以上</translation>
    </message>
    <message>
        <source>50 to 90 %</source>
        <translation>50%–90%</translation>
    </message>
    <message>
        <source>Under 50 %</source>
        <translation>不足 50%</translation>
    </message>
    <message>
        <source>Hints alone</source>
        <translation>只看提示</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Regular e&amp;xpression</source>
        <translation>正则表达式(&amp;X)</translation>
    </message>
    <message>
        <source>Match &amp;case</source>
        <translation>区分大小写(&amp;C)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Fin&amp;d:</source>
        <translation>查找(&amp;D)：</translation>
    </message>
    <message>
        <source>Replace &amp;with:</source>
        <translation>替换为(&amp;W)：</translation>
    </message>
    <message>
        <source>Pre&amp;vious</source>
        <translation>上一处(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation>下一处(&amp;X)</translation>
    </message>
    <message>
        <source>List over all pa&amp;ges</source>
        <translation>在所有页面列出(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Replace on this &amp;page</source>
        <translation>替换本页全部(&amp;P)</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>page</source>
        <translation>全页</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} 处</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未决</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>原报如此</translation>
    </message>
    <message>
        <source>postponed</source>
        <translation>已搁置</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>{open} of {all} open</source>
        <translation>发现 · {all} 处，未决 {open}</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>Findings on this page</source>
        <translation>本页的发现</translation>
    </message>
</context>
<context>
    <name>Fonts</name>
    <message>
        <source>U+{code} in line {number}</source>
        <translation>第 {number} 行的 U+{code}</translation>
    </message>
    <message>
        <source>No font on this computer has these characters, so they are shown as boxes: {places}. A font such as HanaMin, Plangothic or BabelStone Han has most rare ones.</source>
        <translation>本机的字体都没有下列字符，只能显示为方框：{places}。安装花园明朝、遍黑体或 BabelStone Han 等字体，可以显示大多数生僻字。</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Panels in this place</source>
        <translation>此处的各个面板</translation>
    </message>
</context>
<context>
    <name>Hunt</name>
    <message>
        <source>More than {count} places: look for more words at once.</source>
        <translation>超过 {count} 处：请用更长的文字查找。</translation>
    </message>
    <message>
        <source>The search ended over {path}.</source>
        <translation>查找在 {path} 处中断。</translation>
    </message>
</context>
<context>
    <name>ImagePanel</name>
    <message>
        <source>Image of the page</source>
        <translation>本页图像</translation>
    </message>
    <message>
        <source>Larger image (+)</source>
        <translation>放大图片（+）</translation>
    </message>
    <message>
        <source>Smaller image (-)</source>
        <translation>缩小图片（-）</translation>
    </message>
    <message>
        <source>Fit the width (0)</source>
        <translation>适合宽度（0）</translation>
    </message>
</context>
<context>
    <name>JoinView</name>
    <message>
        <source>is followed, as a paragraph of its own, by</source>
        <translation>其后另起一段接</translation>
    </message>
    <message>
        <source>goes on with</source>
        <translation>接</translation>
    </message>
    <message>
        <source>Top of the page</source>
        <translation>页首</translation>
    </message>
    <message>
        <source>Nothing follows</source>
        <translation>其后无接续</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Once it is closed there, the page can be worked on here.</source>
        <translation>在那边关闭后，即可在此处理本页。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) on this page could not be saved the last time, and were kept.</source>
        <translation>
            <numerusform>上次有 %n 个对本页的决定未能保存，已另行保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take them over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Throw them away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>The file of this page is not there any more, or cannot be read. What was decided is kept in its patch.</source>
        <translation>本页的文件已不存在，或无法读取。已作的决定保存在补丁中。</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>继续阅读</translation>
    </message>
    <message>
        <source>The text of this page was changed by another program. What was decided belongs to the text as it was.</source>
        <translation>本页文字已被其他程序更改。已作的决定属于原来的文字。</translation>
    </message>
    <message>
        <source>Carry the decisions over</source>
        <translation>把决定移到新文字</translation>
    </message>
    <message>
        <source>Go on reading the old text</source>
        <translation>继续阅读旧文字</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) carried over to the new text</source>
        <translation>
            <numerusform>已把 %n 个决定移到新文字</numerusform>
        </translation>
    </message>
    <message>
        <source>{carried} decisions were carried over. These have no place in the new text; the old patch is kept in {aside}.</source>
        <translation>已移过去 {carried} 个决定。下列决定在新文字中没有位置；旧补丁保存在 {aside}。</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>KeyTree</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>In the list of findings and beside it</source>
        <translation>在发现列表及其旁边</translation>
    </message>
    <message>
        <source>In the two texts</source>
        <translation>在两栏正文中</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何地方</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Change keys</source>
        <translation>更改按键</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>&amp;Use this key alone</source>
        <translation>只用此键(&amp;U)</translation>
    </message>
    <message>
        <source>Use it &amp;too</source>
        <translation>同时用此键(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>不设按键(&amp;N)</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>恢复默认按键</translation>
    </message>
    <message>
        <source>{key} is taken by “{command}” ({place}). Give that another key first.</source>
        <translation>{key} 已用于“{command}”（{place}）。请先为它另设按键。</translation>
    </message>
</context>
<context>
    <name>KindPanel</name>
    <message>
        <source>Places of this kind; Space takes a tick away</source>
        <translation>此类各处；按空格取消勾选</translation>
    </message>
    <message>
        <source>{rule} · {count} places</source>
        <translation>{rule} {count} 处</translation>
    </message>
    <message>
        <source>All over the page, one decision and one step back. Space takes away the tick of a place that stays as it is.</source>
        <translation>遍及全页，一次决定，一步撤销。某处要保持原样，按空格取消勾选。</translation>
    </message>
    <message>
        <source>{out} of {count} stay out.</source>
        <translation>{count} 处中有 {out} 处除外。</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>显示全部 {count} 处</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>No page is open.</source>
        <translation>没有打开的页面。</translation>
    </message>
    <message>
        <source>“{text}” is flagged on no page any more: written into {path}</source>
        <translation>不再标记“{text}”：已写入 {path}</translation>
    </message>
    <message>
        <source>Never flag “{text}”</source>
        <translation>不再标记“{text}”</translation>
    </message>
    <message>
        <source>“{before}” is to be “{after}” on every page: written into {path}</source>
        <translation>每一页的“{before}”都应改为“{after}”：已写入 {path}</translation>
    </message>
    <message>
        <source>Always change “{text}”</source>
        <translation>一律改换“{text}”</translation>
    </message>
    <message>
        <source>“{text}” is on the list already.</source>
        <translation>“{text}”已在列表中。</translation>
    </message>
    <message>
        <source>Written again: {path}</source>
        <translation>已重新写入：{path}</translation>
    </message>
    <message>
        <source>As it was before: {path}</source>
        <translation>已恢复原样：{path}</translation>
    </message>
    <message>
        <source>There is no {path} yet: it is made when a string is put on one of the lists.</source>
        <translation>还没有 {path}：把字符串列入其中一个列表时会建立。</translation>
    </message>
    <message>
        <source>No program opens {path}: change it in an editor.</source>
        <translation>没有程序可以打开 {path}：请用编辑器修改。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Looking for damage…</source>
        <translation>正在查找损坏…</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现列表</translation>
    </message>
    <message>
        <source>The chosen finding</source>
        <translation>当前发现</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>附注</translation>
    </message>
    <message>
        <source>Concordance</source>
        <translation>逐处列表</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Everything is in the patch.</source>
        <translation>已全部写入补丁。</translation>
    </message>
    <message>
        <source>Open pages</source>
        <translation>打开页面</translation>
    </message>
    <message>
        <source>Open a folder of pages</source>
        <translation>打开页面文件夹</translation>
    </message>
</context>
<context>
    <name>NeverDialog</name>
    <message>
        <source>Never flag a string</source>
        <translation>从不标记某个字符串</translation>
    </message>
    <message>
        <source>Never flag</source>
        <translation>从不标记</translation>
    </message>
    <message>
        <source>Whatever the rule</source>
        <translation>无论哪条规则</translation>
    </message>
    <message>
        <source>For the rule “{rule}” alone</source>
        <translation>仅对规则“{rule}”</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Notes and bookmarks</source>
        <translation>附注和书签</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>修改(&amp;C)…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>删除(&amp;M)</translation>
    </message>
    <message>
        <source>page</source>
        <translation>全页</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message numerus="yes">
        <source>Notes · %n</source>
        <translation>
            <numerusform>附注 · %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>附注</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Notices about this page</source>
        <translation>关于本页的提示</translation>
    </message>
    <message>
        <source>Characters that cannot be shown</source>
        <translation>无法显示的字符</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>Note</source>
        <translation>附注</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Change a note</source>
        <translation>修改附注</translation>
    </message>
    <message>
        <source>Remove a note</source>
        <translation>删除附注</translation>
    </message>
    <message>
        <source>Note on the selection:</source>
        <translation>给所选文字加附注：</translation>
    </message>
    <message>
        <source>Note on the page:</source>
        <translation>给本页加附注：</translation>
    </message>
    <message>
        <source>Change the note:</source>
        <translation>修改附注：</translation>
    </message>
    <message>
        <source>This page has no bookmark.</source>
        <translation>本页没有书签。</translation>
    </message>
    <message>
        <source>Go to:</source>
        <translation>转到：</translation>
    </message>
    <message>
        <source>12: line of the source · #3: finding · @450: character of the source</source>
        <translation>12：原文第 12 行 · #3：第 3 条发现 · @450：原文第 450 个字符</translation>
    </message>
    <message>
        <source>Type a line (12), a finding (#3) or a character (@450).</source>
        <translation>请输入行号（12）、发现序号（#3）或字符位置（@450）。</translation>
    </message>
    <message numerus="yes">
        <source>This page has %n finding(s) only.</source>
        <translation>
            <numerusform>本页只有 %n 条发现。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ordering</name>
    <message>
        <source>Continuation by hand</source>
        <translation>手动接续</translation>
    </message>
    <message>
        <source>Move block</source>
        <translation>移动段块</translation>
    </message>
    <message>
        <source>Split block</source>
        <translation>拆分段块</translation>
    </message>
    <message>
        <source>Join blocks</source>
        <translation>合并段块</translation>
    </message>
    <message>
        <source>No block stands here.</source>
        <translation>此处没有段块。</translation>
    </message>
    <message>
        <source>It stands so already.</source>
        <translation>已经如此，无需改动。</translation>
    </message>
    <message>
        <source>Line of a column</source>
        <translation>分栏中的一处接续</translation>
    </message>
    <message>
        <source>This finding is not about what a line goes on with.</source>
        <translation>这条发现与接续无关。</translation>
    </message>
    <message>
        <source>What does the line go on with? Press a number, click that line in either text,</source>
        <translation>这一行接哪一行？按数字，在任一文本中点击那一行，</translation>
    </message>
    <message>
        <source>Looking for open ends…</source>
        <translation>正在查找断头处……</translation>
    </message>
    <message>
        <source>What stands before “{words}…”?</source>
        <translation>“{words}……”的上文是哪一行？</translation>
    </message>
    <message>
        <source>“…{words}” goes on with “{now}…”, taken with its column. Or with what?</source>
        <translation>“……{words}”已随整栏接上“{now}……”。还是另接一行？</translation>
    </message>
    <message>
        <source>What does “…{words}” go on with?</source>
        <translation>“……{words}”接哪一行？</translation>
    </message>
    <message numerus="yes">
        <source>A number takes a line, Space leaves it, Esc ends; %n open end(s).</source>
        <translation>
            <numerusform>按数字接该行，空格跳过，Esc 结束；还有 %n 处断头。</numerusform>
        </translation>
    </message>
    <message>
        <source>No further open end is asked about.</source>
        <translation>没有别的断头处了。</translation>
    </message>
    <message>
        <source>Behind which block does this one go? Click it in either text,</source>
        <translation>把此块移到哪一块之后？请在任一文本中点击那一块，</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Articles of the page</source>
        <translation>本页文章</translation>
    </message>
    <message>
        <source>headline</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>byline</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>page furniture</source>
        <translation>版面附属文字</translation>
    </message>
    <message numerus="yes">
        <source>Outline · %n article(s)</source>
        <translation>
            <numerusform>大纲 · %n 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PagePanel</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>List pages of this status</source>
        <translation>只列出此状态的页面</translation>
    </message>
    <message>
        <source>Pages looked through</source>
        <translation>已检查的页面</translation>
    </message>
    <message>
        <source>Pages · {number} of {count}</source>
        <translation>页面 · {number} / {count}</translation>
    </message>
    <message>
        <source>{settled} of {count} proofread</source>
        <translation>{count} 页中已校对 {settled} 页</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>With open findings</source>
        <translation>尚有未决问题</translation>
    </message>
    <message>
        <source>{known} of {count} pages looked through</source>
        <translation>{count} 页中已检查 {known} 页</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stop looking through pages</source>
        <translation>停止检查页面</translation>
    </message>
    <message>
        <source>Look through the other pages</source>
        <translation>检查其余页面</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>This is the last page that is listed.</source>
        <translation>这是列出的最后一页。</translation>
    </message>
    <message>
        <source>This is the first page that is listed.</source>
        <translation>这是列出的第一页。</translation>
    </message>
</context>
<context>
    <name>PagesModel</name>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>{open}/{found} open</source>
        <translation>未决 {open}/{found}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>有疑问</translation>
    </message>
    <message>
        <source>proofread</source>
        <translation>已校对</translation>
    </message>
    <message>
        <source>validated</source>
        <translation>已复核</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>没有未决</translation>
    </message>
</context>
<context>
    <name>Paging</name>
    <message>
        <source>A second reader validates what is proofread: call the page proofread first.</source>
        <translation>复核由第二人在校对之后进行：请先把本页标为已校对。</translation>
    </message>
    <message>
        <source>Nothing is open on any other page.</source>
        <translation>其他各页都没有未决的了。</translation>
    </message>
</context>
<context>
    <name>PickBar</name>
    <message>
        <source>or type its first characters</source>
        <translation>或输入其开头几字</translation>
    </message>
    <message>
        <source>First characters of the place</source>
        <translation>该处开头几字</translation>
    </message>
    <message>
        <source>Places with these characters</source>
        <translation>含这几个字的位置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Line {number}: {text}</source>
        <translation>第 {number} 行：{text}</translation>
    </message>
</context>
<context>
    <name>PlacesModel</name>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Before it</source>
        <translation>前文</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>所找</translation>
    </message>
    <message>
        <source>After it</source>
        <translation>后文</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已改</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>postponed</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>原报如此</translation>
    </message>
    <message>
        <source>left</source>
        <translation>未改</translation>
    </message>
</context>
<context>
    <name>RuleDialog</name>
    <message>
        <source>What it flags</source>
        <translation>检查什么</translation>
    </message>
    <message>
        <source>Why that is wrong</source>
        <translation>为何有误</translation>
    </message>
    <message>
        <source>How far to trust it</source>
        <translation>可信程度</translation>
    </message>
</context>
<context>
    <name>Ruling</name>
    <message>
        <source>The process that runs the rules has ended and was started again.</source>
        <translation>运行规则的进程意外退出，已重新启动。</translation>
    </message>
</context>
<context>
    <name>SaveLight</name>
    <message>
        <source>Saving</source>
        <translation>保存状态</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Cannot save</source>
        <translation>无法保存</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Not saved yet: {error}</source>
        <translation>尚未保存：{error}</translation>
    </message>
    <message>
        <source>Not saved yet: {error} Your decisions are kept in {path} until then.</source>
        <translation>尚未保存：{error}在此之前，您的决定保存在 {path}。</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message numerus="yes">
        <source>Replace %n place(s)</source>
        <translation>
            <numerusform>替换 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>No finding is chosen.</source>
        <translation>没有选中任何发现。</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n place(s)</source>
        <translation>
            <numerusform>接受 %n 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n place(s)</source>
        <translation>
            <numerusform>驳回 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>Not found on this page</source>
        <translation>本页没有</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) changed</source>
        <translation>
            <numerusform>已改 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Select what is to be listed, in one of the texts.</source>
        <translation>请先在任一文本中选择要列出的文字。</translation>
    </message>
    <message>
        <source>Open the file first: its pages are not listed yet.</source>
        <translation>请先打开该文件：它的各页尚未列出。</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) written, on {pages} pages</source>
        <translation>
            <numerusform>已写入 %n 条决定，涉及 {pages} 页</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>This is the last page.</source>
        <translation>已是最后一页。</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一页。</translation>
    </message>
    <message>
        <source>Not taken, since it conflicts with what was decided: {reasons}</source>
        <translation>与已有决定冲突，没有采用：{reasons}</translation>
    </message>
    <message>
        <source>This page is open for reading only.</source>
        <translation>本页以只读方式打开。</translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message>
        <source>Source text</source>
        <translation>原文文字</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>原文</translation>
    </message>
    <message numerus="yes">
        <source>Source · {encoding} · %n character(s)</source>
        <translation>
            <numerusform>原文 · {encoding} · %n 字</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Open the pages that are to be reviewed.</source>
        <translation>打开要校阅的页面。</translation>
    </message>
    <message>
        <source>Decisions on these files could not be saved the last time, and were kept:</source>
        <translation>上次对下列文件的决定未能保存，已另行保留：</translation>
    </message>
    <message>
        <source>Files with kept decisions</source>
        <translation>有保留决定的文件</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>曾经打开</translation>
    </message>
    <message>
        <source>Folders opened before</source>
        <translation>曾经打开的文件夹</translation>
    </message>
</context>
<context>
    <name>StreamView</name>
    <message>
        <source>The column&apos;s lines have one ground in the text, the lines between them another. Tick a join to take it alone.</source>
        <translation>正文中，本栏各行用一种底色，夹在其间的别栏各行用另一种。勾选一处即只接受该处。</translation>
    </message>
    <message>
        <source>Join {number}: {text}</source>
        <translation>接续 {number}：{text}</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Moved: stands in line {number} of the cleaned text</source>
        <translation>已移动：在清理后文本第 {number} 行</translation>
    </message>
    <message>
        <source>Moved: comes from line {number} of the source</source>
        <translation>已移动：来自原文第 {number} 行</translation>
    </message>
</context>
<context>
    <name>_ListDialog</name>
    <message>
        <source>Written into {path}, which holds for every page of the folder and for the commands.</source>
        <translation>写入 {path}，对该文件夹的每一页以及命令行都有效。</translation>
    </message>
</context>
</TS>
