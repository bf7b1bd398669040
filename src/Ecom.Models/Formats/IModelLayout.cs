using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>One way of laying a model out in sections, and the scorer that reads it.</summary>
public interface IModelLayout
{
    /// <summary>The name in <see cref="ModelHeader.Layout"/>.</summary>
    string Name { get; }

    /// <summary>Builds the scorer over mapped sections; checks that indices in them lie within bounds.</summary>
    /// <exception cref="Ecom.Domain.InputException">A section is missing or inconsistent.</exception>
    IScorer Open(ModelHeader header, SectionReader sections);
}
