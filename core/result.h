#pragma once

#include <optional>
#include <utility>

#include <QString>

namespace core {

// The error of a Result: a sentence for a person that names the thing, its value and what to do.
struct Error
{
    QString sentence;
};

// A value, or the sentence that says why there is none.
//
//     Result<Spec> load(const QString &path);
//     if (const Result<Spec> spec = load(path)) use(*spec); else show(spec.error());
template<typename T>
class [[nodiscard]] Result final
{
public:
    Result(T value)
        : m_value(std::move(value))
    {
    }
    Result(Error error)
        : m_error(std::move(error.sentence))
    {
    }

    [[nodiscard]] bool hasValue() const { return m_value.has_value(); }
    explicit operator bool() const { return hasValue(); }

    // Only when hasValue().
    [[nodiscard]] const T &value() const & { return *m_value; }
    [[nodiscard]] T &value() & { return *m_value; }
    [[nodiscard]] T value() && { return *std::move(m_value); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    // Empty when hasValue().
    [[nodiscard]] QString error() const { return m_error; }

private:
    std::optional<T> m_value;
    QString m_error;
};

template<>
class [[nodiscard]] Result<void> final
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    [[nodiscard]] bool hasValue() const { return !m_error; }
    explicit operator bool() const { return hasValue(); }
    [[nodiscard]] QString error() const { return m_error ? m_error->sentence : QString(); }

private:
    std::optional<Error> m_error;
};

}  // namespace core
