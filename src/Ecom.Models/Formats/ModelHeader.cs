using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>The <c>model.json</c> of a model directory; the sections it names lie beside it.</summary>
public sealed record ModelHeader
{
    public const string FileName = "model.json";
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The family that was fitted: <c>ease</c>, <c>itemknn</c>, …</summary>
    public required string Family { get; init; }

    /// <summary>How the sections are to be scored: one of the layouts of <see cref="ModelLayouts"/>.</summary>
    public required string Layout { get; init; }

    public required int Items { get; init; }

    /// <summary>The hyper-parameters of the fit, for the record.</summary>
    public Parameters Parameters { get; init; } = Parameters.None;

    /// <summary>What the layout's scorer needs besides its sections.</summary>
    public Parameters Scoring { get; init; } = Parameters.None;

    public IReadOnlyList<SectionHeader> Sections { get; init; } = [];

    /// <summary>The models a composite is made of; their section files lie in the same directory.</summary>
    public IReadOnlyList<ModelHeader>? Parts { get; init; }
}
