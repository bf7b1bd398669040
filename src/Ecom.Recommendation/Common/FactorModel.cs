using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Common;

/// <summary>A fitted model that consists of item factors and a fold-in.</summary>
public sealed class FactorModel(string family, Parameters parameters, float[] factors, float[] bias, float[] prior, FactorSettings settings)
    : IFittedModel, IBlockScorer, ISimilarItems
{
    private readonly FactorScorer _scorer = new(factors, bias, prior, settings);

    public int ItemCount => prior.Length;

    /// <summary>As exported: the settings that made it.</summary>
    public Parameters Parameters => parameters;

    /// <summary>[items × dimensions], row by row.</summary>
    public ReadOnlySpan<float> Factors => factors;

    /// <summary>Per item, what its popularity counts for.</summary>
    public ReadOnlySpan<float> Prior => prior;

    public FactorSettings Settings => settings;

    public void Score(in UserHistory history, Span<float> scores) => _scorer.Score(history, scores);

    public void ScoreBlock(ReadOnlySpan<UserHistory> histories, Span<float> scores) => _scorer.ScoreBlock(histories, scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => _scorer.Explain(history, item, most);

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most) => _scorer.Similar(item, most);

    public void Export(string directory) => FactorLayout.Write(directory, family, parameters, factors, bias, prior, settings);

    public void Dispose()
    {
    }
}
