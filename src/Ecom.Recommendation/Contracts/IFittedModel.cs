using Ecom.Models.Scoring;

namespace Ecom.Recommendation.Contracts;

/// <summary>A fitted model: scores in memory, and writes itself in a format that Ecom.Models reads without torch.</summary>
public interface IFittedModel : IScorer, IDisposable
{
    /// <summary>Writes the model's header and section files into an existing empty directory.</summary>
    void Export(string directory);
}
