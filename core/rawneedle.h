#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace core {

// Finds a string of bytes at the speed of memory. Upper and lower case of the ASCII letters may count as equal.
class RawNeedle final
{
public:
    RawNeedle() = default;
    // `needle` is not empty.
    RawNeedle(const QByteArray &needle, Qt::CaseSensitivity sensitivity);

    [[nodiscard]] qsizetype size() const { return m_needle.size(); }
    // The first place at or behind `from`; the size of `bytes` if there is none.
    [[nodiscard]] qsizetype find(QByteArrayView bytes, qsizetype from) const;
    // How many there are that don't overlap.
    [[nodiscard]] quint32 count(QByteArrayView bytes) const;

private:
    [[nodiscard]] bool isAt(const char *bytes) const;

    QByteArray m_needle;  // letters in lower case if the case doesn't count
    QByteArray m_fold;  // what to set in a byte before it is compared: 0x20 for a letter of any case, else 0
    // The two bytes of it that are rarest in text: places where only one of them fits need no closer look.
    qsizetype m_rare = 0;
    qsizetype m_second = 0;
};

// The first byte at or behind `from` that a terminal may not show as it is: a control character but tab and newline,
// or a character that is shown as something else. The size of `bytes` if there is none.
[[nodiscard]] qsizetype findUnprintable(QByteArrayView bytes, qsizetype from);

// The line as a terminal shows it if colours and erasing behind the text are all that its sequences do; it may lie in
// `scratch`. A null view if they do more.
[[nodiscard]] QByteArrayView withoutColours(QByteArrayView line, QByteArray &scratch);

}  // namespace core
