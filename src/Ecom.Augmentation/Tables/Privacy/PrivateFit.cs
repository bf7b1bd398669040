using Ecom.Augmentation.Tables.Encoding;
using Ecom.Domain;
using Ecom.Neural.Privacy;
using Ecom.Neural.Training;

namespace Ecom.Augmentation.Tables.Privacy;

/// <summary>
/// How a fit spends its (ε, δ): a share on the columns' distributions, to which the encoder is fitted, the rest on noised gradients. Both are accounted for together in
/// Rényi divergences. Nothing is held out and nothing stops early, so that there is nothing further to pay.
/// </summary>
public sealed class PrivateFit
{
    /// <summary>Share of ε that the columns' distributions may spend, and share of δ for a rare value to show.</summary>
    private const double MarginalsShare = 0.2, SelectionShare = 0.1;

    private readonly PrivacyTarget _target;
    private readonly double _marginalNoise;
    private readonly double _delta;

    /// <exception cref="InputException">The target leaves nothing for so many steps.</exception>
    public PrivateFit(Table table, PrivacyTarget target, int epochs, int batch, double clip, int seed)
    {
        _target = target;
        (Epochs, Batch) = (epochs, Math.Min(batch, table.RowCount));
        _delta = (1 - SelectionShare) * target.Delta;
        var steps = epochs * ((table.RowCount + Batch - 1) / Batch);
        var rate = (double)Batch / table.RowCount;
        try
        {
            _marginalNoise = RenyiAccountant.None.SolveNoise(MarginalsShare * target.Epsilon, _delta, 1, 1);
            var noise = RenyiAccountant.None.With(1, _marginalNoise).SolveNoise(target.Epsilon, _delta, rate, steps);
            Gradients = new PrivateGradients(table.RowCount, rate, clip, noise);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"ε = {target.Epsilon} is too small for {steps} steps; fewer epochs need less.", e);
        }
        Released = PrivateMarginals.Release(table, _marginalNoise, SelectionShare * target.Delta, new SecureNoise(), new Random(seed));
        Encoder = new ModeEncoder(Released, seed);
    }

    public int Epochs { get; }
    public int Batch { get; }
    public PrivateGradients Gradients { get; }

    /// <summary>The columns' distributions as a table.</summary>
    public Table Released { get; }

    /// <summary>Fitted to <see cref="Released"/>.</summary>
    public ModeEncoder Encoder { get; }

    /// <summary>What was spent, from the steps that were taken, and the last losses that no row went into.</summary>
    public IReadOnlyDictionary<string, double> Figures(TrainingReport report)
    {
        var marginals = RenyiAccountant.None.With(1, _marginalNoise);
        var figures = new Dictionary<string, double>(SynthesisFigures.Of(report))
        {
            ["epsilon"] = marginals.With(Gradients.Rate, Gradients.NoiseMultiplier, Gradients.Steps).Epsilon(_delta),
            ["delta"] = _target.Delta,
            ["noiseMultiplier"] = Gradients.NoiseMultiplier,
            ["sampleRate"] = Gradients.Rate,
            ["steps"] = Gradients.Steps,
            ["clip"] = Gradients.Clip,
            ["marginalNoiseMultiplier"] = _marginalNoise,
            ["epsilonOfMarginalsAlone"] = marginals.Epsilon(_delta),
            ["epsilonOfGradientsAlone"] = RenyiAccountant.None.With(Gradients.Rate, Gradients.NoiseMultiplier, Gradients.Steps).Epsilon(_delta),
            ["deltaOfValues"] = SelectionShare * _target.Delta,
        };
        return figures;
    }
}
