"""A vision model's words about its own work: one sentence for each way in which they are known to begin."""

import pytest

from cleanup.rules.tokens.remarks import is_remark

REMARKS = (
    "Sure, here is the text:",
    "Certainly! Below you find it.",
    "Of course, here it comes",
    "OK. I",
    "Here's the transcribed text of the page:",
    "HERE IS A TRANSCRIPTION OF THE IMAGE",
    "The following text is transcribed from the picture",
    "This image shows a newspaper page",
    "Below is the extracted text of the document:",
    "The following are the OCR results",
    "I'm sorry, part of it is missing",
    "I’m unable to read the rest",
    "I am sorry about this",
    "I cannot read this part",
    "Transcription:",
    "Extracted text：",
    "Output:",
    "Markdown",
    "Text content:",
    "Note: some text is illegible",
    "Please note that this is unclear",
    "End of document.",
    "Let me know what else you need",
    "If you need the rest, ask",
    "**Here is the text of this page:**",
    "以下是图片中的文字内容：",
    "好的，以下為您提供的圖片識別結果：",
    "沒問題！以下是您上传的图片识别文字",
    "当然，图片中的文字内容如下：",
    "。识别结果如下：",
    "该图的信息包括：",
    "圖像文字為",
    "辨識的內容：",
    "转录内容如下：",
    "OCR结果：",
    "ocr文本如下",
    "注：原图右侧模糊，未能读出",
    "說明：由於報紙摺疊，文字截斷",
    "备注：部分文字不清",
    "備註：以上页面有模糊之处",
    "以上就是图片的全部文字",
    "上述是全部识别的内容",
    "抱歉，我无法辨认这一段",
    "對不起，我不能辨認",
    "对不起，我無法",
    "文本结束。",
    "文字完毕",
    "內容到此为止",
    "内容结束",
    "識別完畢。",
)
NONE = (
    "以下是获奖名单：",
    "图为渡口新修的栈桥。",
    "注意防火",
    "The bridge opened on Monday.",
    "2019年10月",
    "Okinawa",
    "文字记者李禾",
    "",
    "#",
)


@pytest.mark.parametrize("paragraph", REMARKS)
def test_a_remark_is_known_by_how_it_begins(paragraph: str) -> None:
    assert is_remark(paragraph)
    assert is_remark(f"> {paragraph} ")


@pytest.mark.parametrize("paragraph", NONE)
def test_what_only_begins_like_one_is_text(paragraph: str) -> None:
    assert not is_remark(paragraph)
