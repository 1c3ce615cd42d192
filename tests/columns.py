"""Running text, as it stands in the columns of a page."""

BODY = (
    "青禾县的老渡口上周换了新石阶。摆渡的老周把缆绳绕了三圈，等最后一个上学的孩子跳上船，才不慌不忙地撑开竹篙，船头慢慢转向对岸。",
    "这条河宽不过百米，却把一个村子分成了两半。河东有学校，河西有果园，六十三户人家的日子，全系在那根磨得发亮的缆绳上。",
    "老周今年六十八岁，撑了四十一年船。他说，自己认得河上的每一块石头，哪里水浅，哪里有暗流，闭着眼睛也能绕过去。",
    "明年开春，河上要架起一座小桥。乡亲们问老周往后做什么，他想了想，笑着说要在桥头摆一张竹椅，给过路的人讲讲渡口的事。",
)


def wrapped(text: str, width_of_column: int, indent: str = "", end: str = "\n") -> str:
    """Running text in lines of a column, the first set in by two characters."""
    lines = [text[: width_of_column - 2]]
    rest = text[width_of_column - 2 :]
    lines += [rest[at : at + width_of_column] for at in range(0, len(rest), width_of_column)]
    return indent + end.join(lines)
