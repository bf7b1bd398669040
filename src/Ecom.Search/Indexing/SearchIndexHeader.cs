namespace Ecom.Search.Indexing;

/// <summary>The <c>search.json</c> of a stored index.</summary>
public sealed record SearchIndexHeader
{
    public const string FileName = "search.json";
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Products in the index; their numbers are the model's.</summary>
    public required int Items { get; init; }

    public required IReadOnlyList<SearchIndexFile> Files { get; init; }
}
