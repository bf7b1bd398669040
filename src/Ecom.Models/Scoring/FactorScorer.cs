using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>Scores by the inner product of a folded-in user vector with item factors, plus an item bias. Strangers get popularity.</summary>
public sealed class FactorScorer : IBlockScorer, ISimilarItems
{
    private readonly float[] _factors;
    private readonly float[] _bias;
    private readonly float[] _prior;
    private readonly FactorSettings _settings;
    private readonly IFactorProduct _product;
    private readonly float[] _gram;
    private readonly int _d;

    /// <param name="factors">[items × dimensions].</param>
    /// <param name="bias">[items].</param>
    /// <param name="prior">Popularity, [items].</param>
    /// <param name="settings">Fold-in.</param>
    /// <param name="bits">32, or 8 to score with <see cref="QuantisedFactors"/>. Folding in and reasons use the factors as they are.</param>
    public FactorScorer(float[] factors, float[] bias, float[] prior, FactorSettings settings, int bits = 32)
    {
        if (prior.Length == 0 || factors.Length % prior.Length != 0 || bias.Length != prior.Length)
            throw new ArgumentException("Factors, bias and prior must agree on the number of items.", nameof(factors));
        (_factors, _bias, _prior, _settings) = (factors, bias, prior, settings);
        _d = factors.Length / prior.Length;
        _product = bits switch
        {
            32 => new PackedFactors(factors, prior.Length, _d),
            8 => new QuantisedFactors(factors, prior.Length, _d),
            _ => throw new ArgumentOutOfRangeException(nameof(bits), bits, "Factors have 32 or 8 bits."),
        };
        _gram = settings.FoldIn == FoldIn.Ridge ? RidgeSolver.Gram(factors, _d) : [];
    }

    public int ItemCount => _prior.Length;

    public void Score(in UserHistory history, Span<float> scores) => ScoreBlock([history], scores);

    public void ScoreBlock(ReadOnlySpan<UserHistory> histories, Span<float> scores)
    {
        var users = new float[histories.Length * _d];
        var solver = _settings.FoldIn == FoldIn.Ridge
            ? new RidgeSolver(_gram, _d, _settings.Alpha, _settings.Lambda, _settings.Nu, ItemCount)
            : null;
        var pairwise = _settings.FoldIn == FoldIn.Pairwise ? new PairwiseSolver(_factors, _bias, _d, _settings.Lambda) : null;
        for (var u = 0; u < histories.Length; u++) Fold(histories[u], solver, pairwise, users.AsSpan(u * _d, _d));
        _product.Multiply(users, histories.Length, scores);
        for (var u = 0; u < histories.Length; u++)
        {
            var row = scores.Slice(u * ItemCount, ItemCount);
            if (histories[u].Items.Length == 0) _prior.CopyTo(row);
            else TensorPrimitives.Add(row, _bias, row);
        }
    }

    /// <summary>Shares by the inner products of the item with each history item: exact for sums, an approximation for the others.</summary>
    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most)
    {
        var target = _factors.AsSpan(item * _d, _d);
        var items = history.Items.Span;
        var parts = new List<(int Item, float Share)>();
        for (var p = 0; p < items.Length; p++)
        {
            var share = _settings.Profile.Of(history.Weights.Span[p], p, items.Length)
                * TensorPrimitives.Dot(target, _factors.AsSpan(items[p] * _d, _d));
            if (share > 0) parts.Add((items[p], share));
        }
        var total = parts.Sum(p => p.Share);
        return [.. parts.OrderByDescending(p => p.Share).ThenBy(p => p.Item).Take(most).Select(p => (p.Item, p.Share / total))];
    }

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most)
    {
        var scores = new float[ItemCount];
        _product.Multiply(_factors.AsSpan(item * _d, _d), 1, scores);
        var own = TensorPrimitives.Norm(_factors.AsSpan(item * _d, _d));
        for (var i = 0; i < scores.Length; i++)
        {
            var norm = TensorPrimitives.Norm(_factors.AsSpan(i * _d, _d));
            scores[i] = norm > 0 && own > 0 ? scores[i] / (norm * own) : 0;
        }
        return TopK.Select(scores, most, [item]);
    }

    private void Fold(in UserHistory history, RidgeSolver? solver, PairwiseSolver? pairwise, Span<float> user)
    {
        var items = history.Items.Span;
        var amounts = new float[items.Length];
        for (var p = 0; p < items.Length; p++) amounts[p] = _settings.Profile.Of(history.Weights.Span[p], p, items.Length);
        if (solver is not null)
        {
            solver.Solve(_factors, items, amounts, user);
            return;
        }
        if (pairwise is not null)
        {
            pairwise.Solve(items, amounts, user);
            return;
        }
        user.Clear();
        for (var p = 0; p < items.Length; p++) TensorPrimitives.MultiplyAdd(_factors.AsSpan(items[p] * _d, _d), amounts[p], user, user);
    }
}
