#include "ui/output/sgr.h"

#include <algorithm>
#include <array>
#include <span>

namespace ui {

namespace {

constexpr int notGiven = -1;

// One parameter with the parts that ':' separates.
struct Parameter {
    std::array<int, 8> parts{};
    size_t count = 0;

    [[nodiscard]] int part(size_t i, int otherwise) const
    {
        return i < count && parts[i] != notGiven ? parts[i] : otherwise;
    }
};

struct Parameters {
    std::array<Parameter, 32> all{};
    size_t count = 0;
};

Parameters parse(QByteArrayView text)
{
    Parameters result;
    int value = notGiven;
    Parameter *current = &result.all[result.count++];
    const auto finishPart = [&] {
        if (current->count < current->parts.size())
            current->parts[current->count++] = value;
        value = notGiven;
    };
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            value = std::min(std::max(value, 0) * 10 + (c - '0'), 9999);
        } else if (c == ':') {
            finishPart();
        } else if (c == ';') {
            finishPart();
            if (result.count == result.all.size())
                return result;
            current = &result.all[result.count++];
        }
    }
    finishPart();
    return result;
}

TextColour rgb(int red, int green, int blue)
{
    const auto part = [](int value) { return quint32(std::clamp(value, 0, 255)); };
    return {TextColour::Kind::Rgb, part(red) << 16 | part(green) << 8 | part(blue)};
}

TextColour indexed(int index)
{
    return {TextColour::Kind::Indexed, quint32(std::clamp(index, 0, 255))};
}

// 38:5:N, 38:2:R:G:B and 38:2:SPACE:R:G:B.
bool takeColonColour(const Parameter &parameter, TextColour &colour)
{
    if (parameter.part(1, 0) == 5)
        colour = indexed(parameter.part(2, 0));
    else if (parameter.part(1, 0) == 2 && parameter.count == 5)
        colour = rgb(parameter.part(2, 0), parameter.part(3, 0), parameter.part(4, 0));
    else if (parameter.part(1, 0) == 2 && parameter.count > 5)
        colour = rgb(parameter.part(3, 0), parameter.part(4, 0), parameter.part(5, 0));
    else
        return false;
    return true;
}

// 38;5;N and 38;2;R;G;B. Returns how many parameters behind the first belong to it.
size_t takeColour(std::span<const Parameter> rest, TextColour &colour)
{
    const auto value = [&](size_t i) { return i < rest.size() ? rest[i].part(0, 0) : 0; };
    if (rest.front().count > 1) {
        takeColonColour(rest.front(), colour);
        return 0;
    }
    if (value(1) == 5) {
        if (rest.size() > 2)
            colour = indexed(value(2));
        return 2;
    }
    if (value(1) == 2) {
        if (rest.size() > 4)
            colour = rgb(value(2), value(3), value(4));
        return 4;
    }
    return 1;
}

void applySimple(const Parameter &parameter, TextStyle &style)
{
    const int code = parameter.part(0, 0);
    switch (code) {
    case 0:
        style = {};
        break;
    case 1:
        style.bold = true;
        break;
    case 2:
        style.faint = true;
        break;
    case 3:
        style.italic = true;
        break;
    case 4:
        style.underline = parameter.part(1, 1) != 0;
        break;
    case 7:
        style.inverse = true;
        break;
    case 9:
        style.struckOut = true;
        break;
    case 21:
        style.underline = true;  // doubly
        break;
    case 22:
        style.bold = style.faint = false;
        break;
    case 23:
        style.italic = false;
        break;
    case 24:
        style.underline = false;
        break;
    case 27:
        style.inverse = false;
        break;
    case 29:
        style.struckOut = false;
        break;
    case 39:
        style.text = {};
        break;
    case 49:
        style.background = {};
        break;
    default:
        if (code >= 30 && code <= 37)
            style.text = indexed(code - 30);
        else if (code >= 40 && code <= 47)
            style.background = indexed(code - 40);
        else if (code >= 90 && code <= 97)
            style.text = indexed(code - 90 + 8);
        else if (code >= 100 && code <= 107)
            style.background = indexed(code - 100 + 8);
        break;
    }
}

}  // namespace

void applySgr(QByteArrayView text, TextStyle &style)
{
    const Parameters parameters = parse(text);
    for (size_t i = 0; i < parameters.count; ++i) {
        const std::span rest(parameters.all.data() + i, parameters.count - i);
        const int code = rest.front().part(0, 0);
        TextColour ignored;
        if (code == 38)
            i += takeColour(rest, style.text);
        else if (code == 48)
            i += takeColour(rest, style.background);
        else if (code == 58)  // of the underline
            i += takeColour(rest, ignored);
        else
            applySimple(rest.front(), style);
    }
}

}  // namespace ui
