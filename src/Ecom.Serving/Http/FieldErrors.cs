namespace Ecom.Serving.Http;

/// <summary>Collects what is wrong with a body, field by field, so that a caller mends it in one go.</summary>
internal sealed class FieldErrors
{
    private const int Most = 50;

    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);
    private int _count;

    public void Add(string field, string reason)
    {
        if (++_count > Most) return;
        if (!_errors.TryGetValue(field, out var reasons)) _errors[field] = reasons = [];
        reasons.Add(reason);
    }

    /// <summary>A text that must be there and short.</summary>
    public void Text(string field, string? value, int longest, bool required)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required) Add(field, "is required.");
            return;
        }
        if (value.Length > longest) Add(field, $"is longer than {longest} characters.");
        if (value.AsSpan().ContainsAnyInRange('\0', '\x1f')) Add(field, "contains control characters.");
    }

    /// <summary>A number that must be finite and not negative.</summary>
    public void Amount(string field, double? value)
    {
        if (value is { } number && !(number >= 0 && double.IsFinite(number))) Add(field, "must be a number of at least 0.");
    }

    public void ThrowIfAny(string what)
    {
        if (_count == 0) return;
        var more = _count > Most ? $" (the first {Most} of {_count} are listed)" : "";
        throw new ApiException(
            400, $"{what} has {_count} invalid field{(_count == 1 ? "" : "s")}{more}; nothing was stored.",
            _errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }
}
