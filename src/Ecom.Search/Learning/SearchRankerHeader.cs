using Ecom.Models.Storage;

namespace Ecom.Search.Learning;

/// <summary>The <c>search-ranker.json</c> of a stored <see cref="SearchRanker"/>.</summary>
public sealed record SearchRankerHeader
{
    public const string FileName = "search-ranker.json";
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Names of the features the trees look at, in order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    public required IReadOnlyList<SectionHeader> Sections { get; init; }
}
