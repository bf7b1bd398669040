using Ecom.Augmentation.Tables.Privacy;
using Ecom.Domain;
using Ecom.Neural.Privacy;
using Ecom.Recommendation.Networks;

namespace Ecom.Augmentation.Privacy;

/// <summary>
/// How a behaviour generator spends its (ε, δ), the unit being a user who is added or removed with the whole history: a twentieth of ε on the lengths of histories where they are asked for, the rest on noised gradients,
/// accounted for together in Rényi divergences. The catalogue and the number of users count as public.
/// </summary>
public sealed class PrivateUsersFit
{
    private const double LengthsShare = 0.05;

    /// <summary>Of the vector (x, x²) with x in [0, 1].</summary>
    private static readonly double Sensitivity = Math.Sqrt(2);

    private readonly PrivacyTarget _target;
    private readonly double? _lengthNoise;

    /// <param name="users">Users with a history.</param>
    /// <param name="target">What may be spent.</param>
    /// <param name="epochs">Passes over the users.</param>
    /// <param name="batch">Users of an expected sample.</param>
    /// <param name="clip">Largest norm of a user's gradient.</param>
    /// <param name="releases">Noised gradients a step.</param>
    /// <param name="lengths">Whether <see cref="Lengths"/> will be asked.</param>
    /// <exception cref="InputException">The target leaves nothing for so many steps.</exception>
    public PrivateUsersFit(int users, PrivacyTarget target, int epochs, int batch, double clip, int releases, bool lengths)
    {
        _target = target;
        (Epochs, Batch) = (epochs, Math.Min(batch, users));
        var steps = epochs * ((users + Batch - 1) / Batch) * releases;
        var rate = (double)Batch / users;
        try
        {
            if (lengths) _lengthNoise = RenyiAccountant.None.SolveNoise(LengthsShare * target.Epsilon, target.Delta, 1, 1);
            Gradients = new PrivateGradients(users, rate, clip, Before.SolveNoise(target.Epsilon, target.Delta, rate, steps));
        }
        catch (ArgumentException e)
        {
            throw new InputException($"ε = {target.Epsilon} is too small for {steps} noised gradients; fewer epochs need less.", e);
        }
    }

    public int Epochs { get; }
    public int Batch { get; }
    public PrivateGradients Gradients { get; }

    private RenyiAccountant Before => _lengthNoise is { } noise ? RenyiAccountant.None.With(1, noise) : RenyiAccountant.None;

    /// <summary>Mean and deviation of the logarithm of one plus a history's length, from two noised sums. To be asked once.</summary>
    public (double Mean, double Deviation) Lengths(Interactions histories)
    {
        var noise = _lengthNoise ?? throw new InvalidOperationException("Lengths were not planned for.");
        var most = Math.Log(1 + histories.ItemCount);
        var secure = new SecureNoise();
        var (sum, squares) = (noise * Sensitivity * secure.Normal(), noise * Sensitivity * secure.Normal());
        for (var u = 0; u < histories.UserCount; u++)
        {
            var x = Math.Min(1, Math.Log(1 + histories.RowLength(u)) / most);
            sum += x;
            squares += x * x;
        }
        var mean = Math.Clamp(sum / Gradients.Rows, 0, 1);
        return (most * mean, most * Math.Sqrt(Math.Clamp(squares / Gradients.Rows - mean * mean, 0, 0.25)));
    }

    /// <summary>What was spent, from the gradients that were released.</summary>
    public IReadOnlyDictionary<string, double> Figures() => new Dictionary<string, double>
    {
        ["epsilon"] = Before.With(Gradients.Rate, Gradients.NoiseMultiplier, Gradients.Steps).Epsilon(_target.Delta),
        ["delta"] = _target.Delta,
        ["noiseMultiplier"] = Gradients.NoiseMultiplier,
        ["sampleRate"] = Gradients.Rate,
        ["steps"] = Gradients.Steps,
        ["clip"] = Gradients.Clip,
    };

    /// <summary>All items of a catalogue, whoever touched them, and a row for each user with a history.</summary>
    internal static (ItemVocabulary Vocabulary, HistoryRows Rows) Public(Interactions histories)
    {
        var vocabulary = new ItemVocabulary(histories, minimumUsers: 0);
        return (vocabulary, new HistoryRows(histories, vocabulary));
    }
}
