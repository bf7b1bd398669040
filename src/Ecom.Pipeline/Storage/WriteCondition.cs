namespace Ecom.Pipeline.Storage;

/// <summary>When a write may happen: always, only where nothing is there, or only over one known version.</summary>
public readonly record struct WriteCondition
{
    private WriteCondition(bool ifAbsent, string? ifMatch) => (MustBeAbsent, MustMatch) = (ifAbsent, ifMatch);

    public static WriteCondition Always => default;
    public static WriteCondition IfAbsent => new(true, null);
    public static WriteCondition IfMatch(string etag) => new(false, etag);

    public bool MustBeAbsent { get; }
    public string? MustMatch { get; }
}
