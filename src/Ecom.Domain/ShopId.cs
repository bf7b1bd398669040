using System.Diagnostics.CodeAnalysis;

namespace Ecom.Domain;

/// <summary>
/// The shop a deployment serves: 3 to 40 characters of <c>a-z</c>, <c>0-9</c> and <c>-</c>, so that it is valid
/// in a blob container name, a file path and an orchestration instance id alike.
/// </summary>
public readonly record struct ShopId
{
    private readonly string? _value;

    private ShopId(string value) => _value = value;

    /// <summary>The shop used when nothing else is configured.</summary>
    public static ShopId Default { get; } = new("default");

    public string Value => _value ?? "default";

    /// <exception cref="FormatException">The text is not a valid shop id.</exception>
    public static ShopId Parse(string text) => TryParse(text, out var shop)
        ? shop
        : throw new FormatException($"'{text}' is not a shop id: use 3 to 40 characters of a-z, 0-9 and '-'.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ShopId shop)
    {
        shop = default;
        if (text is not { Length: >= 3 and <= 40 }) return false;
        foreach (var c in text)
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')) return false;
        shop = new ShopId(text);
        return true;
    }

    public override string ToString() => Value;
}
