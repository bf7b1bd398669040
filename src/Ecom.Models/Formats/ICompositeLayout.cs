using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>A layout whose scorer is made of other models, the header's parts.</summary>
public interface ICompositeLayout : IModelLayout
{
    /// <inheritdoc cref="IModelLayout.Open"/>
    /// <param name="header">With parts.</param>
    /// <param name="sections">The composite's own sections.</param>
    /// <param name="parts">One scorer per part, in order.</param>
    IScorer Open(ModelHeader header, SectionReader sections, IReadOnlyList<IScorer> parts);
}
