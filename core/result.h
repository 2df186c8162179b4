#pragma once

#include <utility>
#include <variant>

#include <QString>

namespace core {

// Why something could not be done: a sentence for the person or the agent who asked. It names the thing, its value
// and what to do.
struct Error {
    QString sentence;
};

// A value, or the Error that kept it from being made.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    explicit operator bool() const { return m_content.index() == 0; }
    const T &operator*() const { return std::get<0>(m_content); }
    T &operator*() { return std::get<0>(m_content); }
    const T *operator->() const { return &std::get<0>(m_content); }
    T *operator->() { return &std::get<0>(m_content); }
    // Empty when there is a value.
    QString error() const { return *this ? QString() : std::get<1>(m_content).sentence; }

private:
    std::variant<T, Error> m_content;
};

template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error.sentence))
        , m_failed(true)
    {
    }

    explicit operator bool() const { return !m_failed; }
    const QString &error() const { return m_error; }

private:
    QString m_error;
    bool m_failed = false;
};

}  // namespace core
