using Ecom.Data.Folds;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>One dataset version to build from canonical parts.</summary>
public sealed record DatasetRequest
{
    /// <summary>Canonical event files, oldest part first; of two events with one id the one in the later file counts.</summary>
    public required IReadOnlyList<string> EventFiles { get; init; }

    /// <summary>
    /// Canonical product files, oldest first; per product and column the last value given counts. Files derived from events come before all
    /// catalogue files, whatever their place.
    /// </summary>
    public IReadOnlyList<string> ProductFiles { get; init; } = [];

    public EventWeights Weights { get; init; } = EventWeights.Default;
    public FoldOptions Folds { get; init; } = FoldOptions.Default;

    /// <summary>An existing folder; receives <c>folds/</c> and <c>features/</c>.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The time of the build; events after it are left out.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>IANA zone for hour and weekday habits; null: the one recorded in the event files.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Days in which an interaction's share of an item's popularity halves.</summary>
    public double PopularityHalfLifeDays { get; init; } = 30;

    /// <summary>Whether catalogue products that nobody touched are numbered too.</summary>
    public bool IncludeUntouchedProducts { get; init; } = true;

    public DuckLimits Limits { get; init; } = DuckLimits.Default;
}
