<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>開啟(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>開啟資料夾(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Write the patch now</source>
        <translation>立即寫入補丁(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>結束(&amp;Q)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
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
        <translation>駁回(&amp;R)</translation>
    </message>
    <message>
        <source>As prin&amp;ted (sic)</source>
        <translation>原報如此(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Postpone</source>
        <translation>擱置(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>撤回(&amp;W)</translation>
    </message>
    <message>
        <source>Accept alike</source>
        <translation>接受同類</translation>
    </message>
    <message>
        <source>Reject alike</source>
        <translation>駁回同類</translation>
    </message>
    <message>
        <source>Take fix {number}</source>
        <translation>採用改法 {number}</translation>
    </message>
    <message>
        <source>&amp;Next finding</source>
        <translation>下一處發現(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious finding</source>
        <translation>上一處發現(&amp;V)</translation>
    </message>
    <message>
        <source>Next p&amp;age</source>
        <translation>下一頁(&amp;A)</translation>
    </message>
    <message>
        <source>Open the sa&amp;mple pages</source>
        <translation>開啟範例頁面(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>開始頁(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>匯出(&amp;E)…</translation>
    </message>
    <message>
        <source>Previous pa&amp;ge</source>
        <translation>上一頁(&amp;G)</translation>
    </message>
    <message>
        <source>Page proofread, ne&amp;xt page</source>
        <translation>本頁校畢，到下一頁(&amp;X)</translation>
    </message>
    <message>
        <source>Page &amp;validated, next page</source>
        <translation>本頁複核通過，下一頁(&amp;V)</translation>
    </message>
    <message>
        <source>Next &amp;unresolved, over all pages</source>
        <translation>跨頁的下一處未決(&amp;U)</translation>
    </message>
    <message>
        <source>New</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>有疑問</translation>
    </message>
    <message>
        <source>Proofread</source>
        <translation>已校對</translation>
    </message>
    <message>
        <source>Validated</source>
        <translation>已複核</translation>
    </message>
    <message>
        <source>Reject &amp;further…</source>
        <translation>擴大駁回範圍(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Edit the proposal</source>
        <translation>修改建議後採納(&amp;E)</translation>
    </message>
    <message>
        <source>Reject this &amp;string everywhere</source>
        <translation>處處駁回此字串(&amp;S)</translation>
    </message>
    <message>
        <source>Reject this r&amp;ule on this page</source>
        <translation>本頁駁回此規則(&amp;U)</translation>
    </message>
    <message>
        <source>Never &amp;flag this string…</source>
        <translation>從不標記此字串(&amp;F)…</translation>
    </message>
    <message>
        <source>Always put an&amp;other…</source>
        <translation>一律改為別的(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the lists (&amp;kanwu.toml)</source>
        <translation>開啟清單檔案 kanwu.toml(&amp;K)</translation>
    </message>
    <message>
        <source>Accept all that the list shows…</source>
        <translation>接受清單所示全部…</translation>
    </message>
    <message>
        <source>Reject all that the list shows…</source>
        <translation>駁回清單所示全部…</translation>
    </message>
    <message>
        <source>&amp;Search the list</source>
        <translation>在清單中尋找(&amp;S)</translation>
    </message>
    <message>
        <source>Pick the &amp;continuation by hand</source>
        <translation>手動指定接續(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open ends, one after the other</source>
        <translation>逐一接續斷頭處(&amp;O)</translation>
    </message>
    <message>
        <source>Move block &amp;up</source>
        <translation>上移此塊(&amp;U)</translation>
    </message>
    <message>
        <source>Move block &amp;down</source>
        <translation>下移此塊(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Move block behind…</source>
        <translation>把此塊移到…之後(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Split block here</source>
        <translation>在此處拆分(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Join with the next block</source>
        <translation>與下一塊合併(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Find and replace…</source>
        <translation>尋找和取代(&amp;F)…</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>尋找下一處(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>尋找上一處(&amp;P)</translation>
    </message>
    <message>
        <source>List the &amp;selected text over all pages</source>
        <translation>在所有頁面列出所選文字(&amp;S)</translation>
    </message>
    <message>
        <source>List its like over all pa&amp;ges</source>
        <translation>在所有頁面列出同類(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>附註(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Bookmark this line</source>
        <translation>為本行加書籤(&amp;B)</translation>
    </message>
    <message>
        <source>Next b&amp;ookmark</source>
        <translation>下一個書籤(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Go to line, finding or character…</source>
        <translation>移至行、發現或字元(&amp;G)…</translation>
    </message>
    <message>
        <source>Go to the &amp;list</source>
        <translation>移至清單(&amp;L)</translation>
    </message>
    <message>
        <source>Go to the &amp;text</source>
        <translation>移至文字(&amp;T)</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>縮小文字</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>標準字級</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟隨系統(&amp;S)</translation>
    </message>
    <message>
        <source>Usual &amp;places</source>
        <translation>恢復預設配置(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>Change &amp;keys…</source>
        <translation>變更按鍵(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按鍵一覽(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Kanwu</source>
        <translation>關於 Kanwu 勘誤(&amp;A)</translation>
    </message>
    <message>
        <source>Pa&amp;ge</source>
        <translation>頁面(&amp;G)</translation>
    </message>
    <message>
        <source>Ed&amp;it</source>
        <translation>編輯(&amp;I)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>語言(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Mark the page as</source>
        <translation>本頁標記為(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Finding</source>
        <translation>發現(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>段塊(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>檢視(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
</context>
<context>
    <name>AlwaysDialog</name>
    <message>
        <source>Always put</source>
        <translation>一律改為</translation>
    </message>
    <message>
        <source>Wherever this stands</source>
        <translation>凡出現</translation>
    </message>
    <message>
        <source>put this</source>
        <translation>改為</translation>
    </message>
</context>
<context>
    <name>Answering</name>
    <message>
        <source>The rule “{rule}” failed and was left out: {error}</source>
        <translation>規則「{rule}」執行出錯，已略過：{error}</translation>
    </message>
    <message>
        <source>The rules could not be run: {error}</source>
        <translation>規則無法執行：{error}</translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message numerus="yes">
        <source>%n hand edit(s) were built on this decision. What is to become of them?</source>
        <translation>
            <numerusform>有 %n 處手動修改建立在這個決定之上。如何處理？</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand edits</source>
        <translation>手動修改</translation>
    </message>
    <message>
        <source>Withdraw them too</source>
        <translation>一併撤回</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>The fix would change what you typed here:</source>
        <translation>採用此改法會改動您手動輸入的文字：</translation>
    </message>
    <message>
        <source>Typed by hand</source>
        <translation>手動輸入</translation>
    </message>
    <message>
        <source>Take the fix instead</source>
        <translation>採用改法</translation>
    </message>
    <message>
        <source>Keep what I typed</source>
        <translation>保留我的輸入</translation>
    </message>
    <message>
        <source>This page was called proofread under your own name. Are you its second reader all the same?</source>
        <translation>本頁是以您自己的名字標為已校對的。您確實是第二位讀者嗎？</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>第二位讀者</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>複核通過</translation>
    </message>
    <message>
        <source>The last decisions could not be saved. Close all the same and lose them?</source>
        <translation>最近的決定未能儲存。仍要關閉並放棄這些決定嗎？</translation>
    </message>
    <message>
        <source>Lose them</source>
        <translation>放棄</translation>
    </message>
    <message>
        <source>Reviews and cleans OCR&apos;d Chinese newspaper pages. The source is never changed; every decision is kept in a patch beside the page, and nothing leaves this computer.</source>
        <translation>審校和清理中文報紙的 OCR 頁面。原文絕不更動；每個決定都儲存在頁面旁邊的補丁裡，任何內容都不會離開本機。</translation>
    </message>
    <message>
        <source>About Kanwu</source>
        <translation>關於 Kanwu 勘誤</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Accept {count} findings</source>
        <translation>接受 {count} 處發現</translation>
    </message>
    <message>
        <source>Reject {count} findings</source>
        <translation>駁回 {count} 處發現</translation>
    </message>
    <message>
        <source>{rule}: {count}</source>
        <translation>{rule}：{count}</translation>
    </message>
    <message>
        <source>Findings by rule</source>
        <translation>各規則的發現數</translation>
    </message>
    <message>
        <source>Some of the places</source>
        <translation>其中若干處</translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s) left to you: a copy has to be chosen.</source>
        <translation>
            <numerusform>%n 處重複留待您處理：須選擇保留哪一份。</numerusform>
        </translation>
    </message>
    <message>
        <source>One step that Undo takes back as a whole.</source>
        <translation>算作一步，可一次復原。</translation>
    </message>
</context>
<context>
    <name>CleanedPanel</name>
    <message>
        <source>Cleaned text</source>
        <translation>清理後的文字</translation>
    </message>
    <message>
        <source>Cleaned</source>
        <translation>清理後</translation>
    </message>
    <message numerus="yes">
        <source>Cleaned · %n change(s)</source>
        <translation>
            <numerusform>清理後 · %n 處更動</numerusform>
        </translation>
    </message>
    <message>
        <source>{heading} · read-only</source>
        <translation>{heading} · 唯讀</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Reviews OCR&apos;d Chinese newspaper pages: the source beside the cleaned text.</source>
        <translation>審校中文報紙的 OCR 頁面：左為原文，右為清理後的文字。</translation>
    </message>
    <message>
        <source>Pages, or folders of pages; the sample pages where none is named.</source>
        <translation>頁面或頁面資料夾；不寫則開啟範例頁面。</translation>
    </message>
    <message>
        <source>Folder for the patches, which else lie beside the pages.</source>
        <translation>補丁所在的資料夾；預設補丁在頁面旁邊。</translation>
    </message>
    <message>
        <source>How the pages are read, where the files must not decide.</source>
        <translation>頁面的編碼，用於不應由檔案自行判斷時。</translation>
    </message>
    <message>
        <source>Colours: light, dark or system.</source>
        <translation>色彩：light（淺色）、dark（深色）或 system（隨系統）。</translation>
    </message>
    <message>
        <source>There are no colours “{name}”; choose light, dark or system.</source>
        <translation>沒有名為「{name}」的色彩；請選擇 light、dark 或 system。</translation>
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
        <translation>各處</translation>
    </message>
    <message>
        <source>Change to</source>
        <translation>改為</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>次序</translation>
    </message>
    <message>
        <source>in page order</source>
        <translation>按頁面次序</translation>
    </message>
    <message>
        <source>by what stands before it</source>
        <translation>按前文排序</translation>
    </message>
    <message>
        <source>by what stands after it</source>
        <translation>按後文排序</translation>
    </message>
    <message>
        <source>Files searched</source>
        <translation>已查檔案</translation>
    </message>
    <message>
        <source>&amp;Reject the chosen</source>
        <translation>駁回所選(&amp;R)</translation>
    </message>
    <message>
        <source>Reject a&amp;ll</source>
        <translation>全部駁回(&amp;L)</translation>
    </message>
    <message>
        <source>Concordance · {title}</source>
        <translation>逐處列表 · {title}</translation>
    </message>
    <message>
        <source>Concordance</source>
        <translation>逐處列表</translation>
    </message>
    <message>
        <source>Acce&amp;pt the chosen</source>
        <translation>接受所選(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Change the chosen</source>
        <translation>改所選(&amp;C)</translation>
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
            <numerusform>另有 %n 條</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n 處</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{places} on %n page(s)</source>
        <translation>
            <numerusform>{places}，見於 %n 頁</numerusform>
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
        <translation>兩份都保留</translation>
    </message>
    <message>
        <source>Blend…</source>
        <translation>逐處合併…</translation>
    </message>
    <message>
        <source>Take this blend</source>
        <translation>採用合併結果</translation>
    </message>
    <message>
        <source>Line {number} · deleted</source>
        <translation>第 {number} 行 · 已刪除</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message numerus="yes">
        <source>%n further copies, which go with the one that is not kept</source>
        <translation>
            <numerusform>另有 %n 份，與未保留的一份一同刪除</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>無</translation>
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
        <translation>合併兩份</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>This finding proposes nothing to be taken. Mend the text by hand, or reject the finding.</source>
        <translation>這處發現沒有可採用的改法。請手動修改文字，或駁回。</translation>
    </message>
    <message numerus="yes">
        <source>This finding has %n fix(es) only.</source>
        <translation>
            <numerusform>這處發現只有 %n 種改法。</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>駁回</translation>
    </message>
    <message>
        <source>Leave as printed</source>
        <translation>照原報保留</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>擱置</translation>
    </message>
    <message>
        <source>Nothing was decided on this finding itself. Undo takes back the last step.</source>
        <translation>對這處發現本身沒有作過決定。復原可收回上一步。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Nothing here can be decided on at once.</source>
        <translation>這裡沒有可以一併決定的內容。</translation>
    </message>
    <message>
        <source>Accept {count} at once</source>
        <translation>一併接受 {count} 處</translation>
    </message>
    <message>
        <source>Reject {count} at once</source>
        <translation>一併駁回 {count} 處</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) decided on at once</source>
        <translation>
            <numerusform>一次處理了 %n 處發現</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left out, since they conflict with what was decided</source>
        <translation>
            <numerusform>；另有 %n 處與已有決定衝突，沒有處理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n left to you, since a copy has to be chosen</source>
        <translation>
            <numerusform>；%n 處留待您選擇保留哪一份</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided on these findings themselves. Undo takes back the last step.</source>
        <translation>對這些發現本身沒有作過決定。復原可收回上一步。</translation>
    </message>
    <message>
        <source>Nothing short enough is proposed here. Mend the text itself, or take the fix.</source>
        <translation>此處沒有夠短的建議可改。請直接改正文，或照建議採納。</translation>
    </message>
    <message>
        <source>Edited proposal</source>
        <translation>修改後採納</translation>
    </message>
    <message>
        <source>No finding is chosen.</source>
        <translation>沒有選取任何發現。</translation>
    </message>
    <message>
        <source>This row stands for many places, which take the first fix. Take one&apos;s tick away to decide on it alone.</source>
        <translation>這一列代表多處，都取第一種改法。若要單獨決定某一處，請取消它的勾選。</translation>
    </message>
    <message>
        <source>Nothing is open in this list. {key}: the page is proofread, on to the next one.</source>
        <translation>清單中已沒有未決的發現。{key}：本頁已校對，轉到下一頁。</translation>
    </message>
    <message>
        <source>The list shows nothing open that could be decided on.</source>
        <translation>清單中沒有可以決定的未決發現。</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>The chosen finding</source>
        <translation>選取的發現</translation>
    </message>
    <message>
        <source>Pick the continuation by hand…</source>
        <translation>手動指定接續…</translation>
    </message>
    <message>
        <source>About this rule…</source>
        <translation>關於這條規則…</translation>
    </message>
    <message>
        <source>No finding chosen</source>
        <translation>沒有選取發現</translation>
    </message>
    <message>
        <source>{rule} · line {line}, column {column}</source>
        <translation>{rule} · 第 {line} 行第 {column} 字</translation>
    </message>
    <message numerus="yes">
        <source>%n open finding(s) alike</source>
        <translation>
            <numerusform>同類未決 %n 處</numerusform>
        </translation>
    </message>
    <message>
        <source>No fix is proposed here. Type the right text into the cleaned text, or reject the finding.</source>
        <translation>此處沒有建議的改法。請直接在清理後的文字中改正，或駁回。</translation>
    </message>
    <message>
        <source>This rests on a join that nobody has decided on yet: {join}</source>
        <translation>這以一處尚未決定的接續為前提：{join}</translation>
    </message>
    <message>
        <source>Why:</source>
        <translation>依據：</translation>
    </message>
    <message>
        <source>Further:</source>
        <translation>其他依據：</translation>
    </message>
    <message>
        <source>Answered by hand by {who}, {when}</source>
        <translation>由 {who} 手動處理，{when}</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected with others of its kind</source>
        <translation>已隨同類駁回</translation>
    </message>
    <message>
        <source>Left as printed</source>
        <translation>照原報保留</translation>
    </message>
    <message>
        <source>Postponed</source>
        <translation>已擱置</translation>
    </message>
    <message>
        <source>Accepted by {who}, {when}</source>
        <translation>{who} 於 {when} 接受</translation>
    </message>
    <message>
        <source>Rejected by {who}, {when}</source>
        <translation>{who} 於 {when} 駁回</translation>
    </message>
    <message>
        <source>Left as printed by {who}, {when}</source>
        <translation>{who} 照原報保留，{when}</translation>
    </message>
    <message>
        <source>Postponed by {who}, {when}</source>
        <translation>{who} 於 {when} 擱置</translation>
    </message>
</context>
<context>
    <name>EditBar</name>
    <message>
        <source>&amp;Proposal:</source>
        <translation>建議(&amp;P)：</translation>
    </message>
    <message>
        <source>Edit the proposal</source>
        <translation>修改建議</translation>
    </message>
    <message>
        <source>Take it (Enter)</source>
        <translation>採納（Enter）</translation>
    </message>
    <message>
        <source>Leave it (Esc)</source>
        <translation>放棄（Esc）</translation>
    </message>
</context>
<context>
    <name>Editing</name>
    <message>
        <source>Typing</source>
        <translation>輸入</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>匯出的內容</translation>
    </message>
    <message>
        <source>The open &amp;file</source>
        <translation>開啟的檔案(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;All pages of the list</source>
        <translation>清單中的全部頁面(&amp;A)</translation>
    </message>
    <message>
        <source>File or folder to write to</source>
        <translation>寫入的檔案或資料夾</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>選擇(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>匯出(&amp;E)</translation>
    </message>
    <message>
        <source>Cleaned text, as the file is written</source>
        <translation>清理後的文字，保持檔案原有格式</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>純文字</translation>
    </message>
    <message>
        <source>Markdown, by article</source>
        <translation>Markdown，按文章分開</translation>
    </message>
    <message>
        <source>JSON Lines, with articles and decisions</source>
        <translation>JSON Lines，含文章與決定</translation>
    </message>
    <message>
        <source>Pairs of source and cleaned text</source>
        <translation>原文與清理後文字的對照</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>補丁</translation>
    </message>
    <message>
        <source>Unified diff</source>
        <translation>統一差異格式（diff）</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>報告</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>內容(&amp;W)</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>範圍</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>寫入(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Exporting…</source>
        <translation>正在匯出…</translation>
    </message>
    <message>
        <source>Exported to {target}</source>
        <translation>已匯出到 {target}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Show findings of this rule</source>
        <translation>只看這條規則的發現</translation>
    </message>
    <message>
        <source>Show findings in this state</source>
        <translation>只看這種狀態的發現</translation>
    </message>
    <message>
        <source>Show findings that are so sure</source>
        <translation>只看這樣把握的發現</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>全部規則</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部狀態</translation>
    </message>
    <message>
        <source>/ search</source>
        <translation>/ 尋找</translation>
    </message>
    <message>
        <source>Show findings with this text</source>
        <translation>只看含此文字的發現</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>有建議</translation>
    </message>
    <message>
        <source>With hints</source>
        <translation>連同提示</translation>
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
        <translation>正規表示式(&amp;X)</translation>
    </message>
    <message>
        <source>Match &amp;case</source>
        <translation>區分大小寫(&amp;C)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>尋找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>取代為</translation>
    </message>
    <message>
        <source>Fin&amp;d:</source>
        <translation>尋找(&amp;D)：</translation>
    </message>
    <message>
        <source>Replace &amp;with:</source>
        <translation>取代為(&amp;W)：</translation>
    </message>
    <message>
        <source>Pre&amp;vious</source>
        <translation>上一處(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation>下一處(&amp;X)</translation>
    </message>
    <message>
        <source>List over all pa&amp;ges</source>
        <translation>在所有頁面列出(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>取代(&amp;R)</translation>
    </message>
    <message>
        <source>Replace on this &amp;page</source>
        <translation>取代本頁全部(&amp;P)</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>page</source>
        <translation>全頁</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} 處</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未決</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已駁回</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>原報如此</translation>
    </message>
    <message>
        <source>postponed</source>
        <translation>已擱置</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>{open} of {all} open</source>
        <translation>發現 · {all} 處，未決 {open}</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>Findings on this page</source>
        <translation>本頁的發現</translation>
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
        <translation>本機的字型都沒有下列字元，只能顯示為方框：{places}。安裝花園明朝、遍黑體或 BabelStone Han 等字型，可以顯示大多數罕用字。</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Panels in this place</source>
        <translation>此處的各個面板</translation>
    </message>
</context>
<context>
    <name>Hunt</name>
    <message>
        <source>More than {count} places: look for more words at once.</source>
        <translation>超過 {count} 處：請用更長的文字尋找。</translation>
    </message>
    <message>
        <source>The search ended over {path}.</source>
        <translation>尋找在 {path} 處中斷。</translation>
    </message>
</context>
<context>
    <name>ImagePanel</name>
    <message>
        <source>Image of the page</source>
        <translation>本頁影像</translation>
    </message>
    <message>
        <source>Larger image (+)</source>
        <translation>放大圖片（+）</translation>
    </message>
    <message>
        <source>Smaller image (-)</source>
        <translation>縮小圖片（-）</translation>
    </message>
    <message>
        <source>Fit the width (0)</source>
        <translation>符合寬度（0）</translation>
    </message>
</context>
<context>
    <name>JoinView</name>
    <message>
        <source>is followed, as a paragraph of its own, by</source>
        <translation>其後另起一段接</translation>
    </message>
    <message>
        <source>goes on with</source>
        <translation>接</translation>
    </message>
    <message>
        <source>Top of the page</source>
        <translation>頁首</translation>
    </message>
    <message>
        <source>Nothing follows</source>
        <translation>其後無接續</translation>
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
        <translation>在那邊關閉後，即可在此處理本頁。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) on this page could not be saved the last time, and were kept.</source>
        <translation>
            <numerusform>上次有 %n 個對本頁的決定未能儲存，已另行保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take them over</source>
        <translation>採用</translation>
    </message>
    <message>
        <source>Throw them away</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>The file of this page is not there any more, or cannot be read. What was decided is kept in its patch.</source>
        <translation>本頁的檔案已不存在，或無法讀取。已作的決定儲存在補丁中。</translation>
    </message>
    <message>
        <source>Go on reading</source>
        <translation>繼續閱讀</translation>
    </message>
    <message>
        <source>The text of this page was changed by another program. What was decided belongs to the text as it was.</source>
        <translation>本頁文字已被其他程式更改。已作的決定屬於原來的文字。</translation>
    </message>
    <message>
        <source>Carry the decisions over</source>
        <translation>把決定移到新文字</translation>
    </message>
    <message>
        <source>Go on reading the old text</source>
        <translation>繼續閱讀舊文字</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) carried over to the new text</source>
        <translation>
            <numerusform>已把 %n 個決定移到新文字</numerusform>
        </translation>
    </message>
    <message>
        <source>{carried} decisions were carried over. These have no place in the new text; the old patch is kept in {aside}.</source>
        <translation>已移過去 {carried} 個決定。下列決定在新文字中沒有位置；舊補丁儲存在 {aside}。</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
</context>
<context>
    <name>KeyTree</name>
    <message>
        <source>What</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按鍵</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>In the list of findings and beside it</source>
        <translation>在發現清單及其旁邊</translation>
    </message>
    <message>
        <source>In the two texts</source>
        <translation>在兩欄正文中</translation>
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
        <translation>變更按鍵</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按鍵</translation>
    </message>
    <message>
        <source>&amp;Use this key alone</source>
        <translation>只用此鍵(&amp;U)</translation>
    </message>
    <message>
        <source>Use it &amp;too</source>
        <translation>同時用此鍵(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>不設按鍵(&amp;N)</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>恢復預設按鍵</translation>
    </message>
    <message>
        <source>{key} is taken by “{command}” ({place}). Give that another key first.</source>
        <translation>{key} 已用於「{command}」（{place}）。請先為它另設按鍵。</translation>
    </message>
</context>
<context>
    <name>KindPanel</name>
    <message>
        <source>Places of this kind; Space takes a tick away</source>
        <translation>此類各處；按空白鍵取消勾選</translation>
    </message>
    <message>
        <source>{rule} · {count} places</source>
        <translation>{rule} {count} 處</translation>
    </message>
    <message>
        <source>All over the page, one decision and one step back. Space takes away the tick of a place that stays as it is.</source>
        <translation>遍及全頁，一次決定，一步復原。某處要保持原樣，按空白鍵取消勾選。</translation>
    </message>
    <message>
        <source>{out} of {count} stay out.</source>
        <translation>{count} 處中有 {out} 處除外。</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>顯示全部 {count} 處</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>No page is open.</source>
        <translation>沒有開啟的頁面。</translation>
    </message>
    <message>
        <source>“{text}” is flagged on no page any more: written into {path}</source>
        <translation>不再標記「{text}」：已寫入 {path}</translation>
    </message>
    <message>
        <source>Never flag “{text}”</source>
        <translation>不再標記「{text}」</translation>
    </message>
    <message>
        <source>“{before}” is to be “{after}” on every page: written into {path}</source>
        <translation>每一頁的「{before}」都應改為「{after}」：已寫入 {path}</translation>
    </message>
    <message>
        <source>Always change “{text}”</source>
        <translation>一律改換「{text}」</translation>
    </message>
    <message>
        <source>“{text}” is on the list already.</source>
        <translation>「{text}」已在清單中。</translation>
    </message>
    <message>
        <source>Written again: {path}</source>
        <translation>已重新寫入：{path}</translation>
    </message>
    <message>
        <source>As it was before: {path}</source>
        <translation>已恢復原樣：{path}</translation>
    </message>
    <message>
        <source>There is no {path} yet: it is made when a string is put on one of the lists.</source>
        <translation>還沒有 {path}：把字串列入其中一個清單時會建立。</translation>
    </message>
    <message>
        <source>No program opens {path}: change it in an editor.</source>
        <translation>沒有程式可以開啟 {path}：請用編輯器修改。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Looking for damage…</source>
        <translation>正在尋找損壞…</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>頁面</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>發現清單</translation>
    </message>
    <message>
        <source>The chosen finding</source>
        <translation>目前的發現</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大綱</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>附註</translation>
    </message>
    <message>
        <source>Concordance</source>
        <translation>逐處列表</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Everything is in the patch.</source>
        <translation>已全部寫入補丁。</translation>
    </message>
    <message>
        <source>Open pages</source>
        <translation>開啟頁面</translation>
    </message>
    <message>
        <source>Open a folder of pages</source>
        <translation>開啟頁面資料夾</translation>
    </message>
</context>
<context>
    <name>NeverDialog</name>
    <message>
        <source>Never flag a string</source>
        <translation>從不標記某個字串</translation>
    </message>
    <message>
        <source>Never flag</source>
        <translation>從不標記</translation>
    </message>
    <message>
        <source>Whatever the rule</source>
        <translation>無論哪條規則</translation>
    </message>
    <message>
        <source>For the rule “{rule}” alone</source>
        <translation>僅對規則「{rule}」</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Notes and bookmarks</source>
        <translation>附註和書籤</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>修改(&amp;C)…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>刪除(&amp;M)</translation>
    </message>
    <message>
        <source>page</source>
        <translation>全頁</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message numerus="yes">
        <source>Notes · %n</source>
        <translation>
            <numerusform>附註 · %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>附註</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Notices about this page</source>
        <translation>關於本頁的提示</translation>
    </message>
    <message>
        <source>Characters that cannot be shown</source>
        <translation>無法顯示的字元</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>Note</source>
        <translation>附註</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>書籤</translation>
    </message>
    <message>
        <source>Change a note</source>
        <translation>修改附註</translation>
    </message>
    <message>
        <source>Remove a note</source>
        <translation>刪除附註</translation>
    </message>
    <message>
        <source>Note on the selection:</source>
        <translation>為所選文字加附註：</translation>
    </message>
    <message>
        <source>Note on the page:</source>
        <translation>為本頁加附註：</translation>
    </message>
    <message>
        <source>Change the note:</source>
        <translation>修改附註：</translation>
    </message>
    <message>
        <source>This page has no bookmark.</source>
        <translation>本頁沒有書籤。</translation>
    </message>
    <message>
        <source>Go to:</source>
        <translation>移至：</translation>
    </message>
    <message>
        <source>12: line of the source · #3: finding · @450: character of the source</source>
        <translation>12：原文第 12 行 · #3：第 3 條發現 · @450：原文第 450 個字元</translation>
    </message>
    <message>
        <source>Type a line (12), a finding (#3) or a character (@450).</source>
        <translation>請輸入行號（12）、發現序號（#3）或字元位置（@450）。</translation>
    </message>
    <message numerus="yes">
        <source>This page has %n finding(s) only.</source>
        <translation>
            <numerusform>本頁只有 %n 條發現。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ordering</name>
    <message>
        <source>Continuation by hand</source>
        <translation>手動接續</translation>
    </message>
    <message>
        <source>Move block</source>
        <translation>移動段塊</translation>
    </message>
    <message>
        <source>Split block</source>
        <translation>拆分段塊</translation>
    </message>
    <message>
        <source>Join blocks</source>
        <translation>合併段塊</translation>
    </message>
    <message>
        <source>No block stands here.</source>
        <translation>此處沒有段塊。</translation>
    </message>
    <message>
        <source>It stands so already.</source>
        <translation>已經如此，無需改動。</translation>
    </message>
    <message>
        <source>Line of a column</source>
        <translation>分欄中的一處接續</translation>
    </message>
    <message>
        <source>This finding is not about what a line goes on with.</source>
        <translation>這條發現與接續無關。</translation>
    </message>
    <message>
        <source>What does the line go on with? Press a number, click that line in either text,</source>
        <translation>這一行接哪一行？按數字，在任一文本中點選那一行，</translation>
    </message>
    <message>
        <source>Looking for open ends…</source>
        <translation>正在尋找斷頭處……</translation>
    </message>
    <message>
        <source>What stands before “{words}…”?</source>
        <translation>「{words}……」的上文是哪一行？</translation>
    </message>
    <message>
        <source>“…{words}” goes on with “{now}…”, taken with its column. Or with what?</source>
        <translation>「……{words}」已隨整欄接上「{now}……」。還是另接一行？</translation>
    </message>
    <message>
        <source>What does “…{words}” go on with?</source>
        <translation>「……{words}」接哪一行？</translation>
    </message>
    <message numerus="yes">
        <source>A number takes a line, Space leaves it, Esc ends; %n open end(s).</source>
        <translation>
            <numerusform>按數字接該行，空格跳過，Esc 結束；還有 %n 處斷頭。</numerusform>
        </translation>
    </message>
    <message>
        <source>No further open end is asked about.</source>
        <translation>沒有別的斷頭處了。</translation>
    </message>
    <message>
        <source>Behind which block does this one go? Click it in either text,</source>
        <translation>把此塊移到哪一塊之後？請在任一文本中點擊那一塊，</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Articles of the page</source>
        <translation>本頁文章</translation>
    </message>
    <message>
        <source>headline</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>byline</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>圖說</translation>
    </message>
    <message>
        <source>page furniture</source>
        <translation>版面附屬文字</translation>
    </message>
    <message numerus="yes">
        <source>Outline · %n article(s)</source>
        <translation>
            <numerusform>大綱 · %n 篇</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PagePanel</name>
    <message>
        <source>Pages</source>
        <translation>頁面</translation>
    </message>
    <message>
        <source>List pages of this status</source>
        <translation>只列出此狀態的頁面</translation>
    </message>
    <message>
        <source>Pages looked through</source>
        <translation>已檢查的頁面</translation>
    </message>
    <message>
        <source>Pages · {number} of {count}</source>
        <translation>頁面 · {number} / {count}</translation>
    </message>
    <message>
        <source>{settled} of {count} proofread</source>
        <translation>{count} 頁中已校對 {settled} 頁</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>所有頁面</translation>
    </message>
    <message>
        <source>With open findings</source>
        <translation>尚有未決問題</translation>
    </message>
    <message>
        <source>{known} of {count} pages looked through</source>
        <translation>{count} 頁中已檢查 {known} 頁</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Stop looking through pages</source>
        <translation>停止檢查頁面</translation>
    </message>
    <message>
        <source>Look through the other pages</source>
        <translation>檢查其餘頁面</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>This is the last page that is listed.</source>
        <translation>這是列出的最後一頁。</translation>
    </message>
    <message>
        <source>This is the first page that is listed.</source>
        <translation>這是列出的第一頁。</translation>
    </message>
</context>
<context>
    <name>PagesModel</name>
    <message>
        <source>cannot be read</source>
        <translation>無法讀取</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>唯讀</translation>
    </message>
    <message>
        <source>{open}/{found} open</source>
        <translation>未決 {open}/{found}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>有疑問</translation>
    </message>
    <message>
        <source>proofread</source>
        <translation>已校對</translation>
    </message>
    <message>
        <source>validated</source>
        <translation>已複核</translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>沒有未決</translation>
    </message>
</context>
<context>
    <name>Paging</name>
    <message>
        <source>A second reader validates what is proofread: call the page proofread first.</source>
        <translation>複核由第二人在校對之後進行：請先把本頁標為已校對。</translation>
    </message>
    <message>
        <source>Nothing is open on any other page.</source>
        <translation>其他各頁都沒有未決的了。</translation>
    </message>
</context>
<context>
    <name>PickBar</name>
    <message>
        <source>or type its first characters</source>
        <translation>或輸入其開頭幾字</translation>
    </message>
    <message>
        <source>First characters of the place</source>
        <translation>該處開頭幾字</translation>
    </message>
    <message>
        <source>Places with these characters</source>
        <translation>含這幾個字的位置</translation>
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
        <translation>頁面</translation>
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
        <translation>後文</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
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
        <translation>已駁回</translation>
    </message>
    <message>
        <source>postponed</source>
        <translation>已擱置</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>原報如此</translation>
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
        <translation>檢查什麼</translation>
    </message>
    <message>
        <source>Why that is wrong</source>
        <translation>為何有誤</translation>
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
        <translation>執行規則的處理程序意外結束，已重新啟動。</translation>
    </message>
</context>
<context>
    <name>SaveLight</name>
    <message>
        <source>Saving</source>
        <translation>儲存狀態</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已儲存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在儲存…</translation>
    </message>
    <message>
        <source>Cannot save</source>
        <translation>無法儲存</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <source>Not saved yet: {error}</source>
        <translation>尚未儲存：{error}</translation>
    </message>
    <message>
        <source>Not saved yet: {error} Your decisions are kept in {path} until then.</source>
        <translation>尚未儲存：{error}在此之前，您的決定儲存在 {path}。</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message numerus="yes">
        <source>Replace %n place(s)</source>
        <translation>
            <numerusform>取代 %n 處</numerusform>
        </translation>
    </message>
    <message>
        <source>No finding is chosen.</source>
        <translation>沒有選取任何發現。</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n place(s)</source>
        <translation>
            <numerusform>接受 %n 處</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n place(s)</source>
        <translation>
            <numerusform>駁回 %n 處</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 處，共 {count} 處</translation>
    </message>
    <message>
        <source>Not found on this page</source>
        <translation>本頁沒有</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) changed</source>
        <translation>
            <numerusform>已改 %n 處</numerusform>
        </translation>
    </message>
    <message>
        <source>Select what is to be listed, in one of the texts.</source>
        <translation>請先在任一文字中選取要列出的內容。</translation>
    </message>
    <message>
        <source>Open the file first: its pages are not listed yet.</source>
        <translation>請先開啟該檔案：它的各頁尚未列出。</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) written, on {pages} pages</source>
        <translation>
            <numerusform>已寫入 %n 條決定，涉及 {pages} 頁</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>This is the last page.</source>
        <translation>已是最後一頁。</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>已是第一頁。</translation>
    </message>
    <message>
        <source>Not taken, since it conflicts with what was decided: {reasons}</source>
        <translation>與已有決定衝突，沒有採用：{reasons}</translation>
    </message>
    <message>
        <source>This page is open for reading only.</source>
        <translation>本頁以唯讀方式開啟。</translation>
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
        <translation>開始</translation>
    </message>
    <message>
        <source>Open the pages that are to be reviewed.</source>
        <translation>開啟要校閱的頁面。</translation>
    </message>
    <message>
        <source>Decisions on these files could not be saved the last time, and were kept:</source>
        <translation>上次對下列檔案的決定未能儲存，已另行保留：</translation>
    </message>
    <message>
        <source>Files with kept decisions</source>
        <translation>有保留決定的檔案</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>曾經開啟</translation>
    </message>
    <message>
        <source>Folders opened before</source>
        <translation>曾經開啟的資料夾</translation>
    </message>
</context>
<context>
    <name>StreamView</name>
    <message>
        <source>The column&apos;s lines have one ground in the text, the lines between them another. Tick a join to take it alone.</source>
        <translation>正文中，本欄各行用一種底色，夾在其間的別欄各行用另一種。勾選一處即只接受該處。</translation>
    </message>
    <message>
        <source>Join {number}: {text}</source>
        <translation>接續 {number}：{text}</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Moved: stands in line {number} of the cleaned text</source>
        <translation>已移動：在清理後文本第 {number} 行</translation>
    </message>
    <message>
        <source>Moved: comes from line {number} of the source</source>
        <translation>已移動：來自原文第 {number} 行</translation>
    </message>
</context>
<context>
    <name>_ListDialog</name>
    <message>
        <source>Written into {path}, which holds for every page of the folder and for the commands.</source>
        <translation>寫入 {path}，對該資料夾的每一頁以及命令列都有效。</translation>
    </message>
</context>
</TS>
