using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>
/// Scores all items by a network from a user's history to one output per item: autoencoders (Mult-VAE, denoising) and generators
/// (CFGAN). Items outside the network's vocabulary follow below all others in order of popularity, as does everything for a user without a
/// known item.
/// </summary>
public sealed class MlpScorer : IScorer
{
    private readonly MlpNetwork _network;
    private readonly int[] _vocabulary;
    private readonly int[] _indexOf;
    private readonly float[] _prior;
    private readonly ProfileWeighting _profile;
    private readonly bool _unitLength;

    /// <param name="network">Vocabulary → vocabulary.</param>
    /// <param name="vocabulary">The item of each network input and output.</param>
    /// <param name="prior">Popularity by item, not negative; its length is the number of items.</param>
    /// <param name="profile">How history items are weighted.</param>
    /// <param name="unitLength">Whether the input is divided by its Euclidean length.</param>
    public MlpScorer(MlpNetwork network, int[] vocabulary, float[] prior, ProfileWeighting profile, bool unitLength)
    {
        if (network.Inputs != vocabulary.Length || network.Outputs != vocabulary.Length)
            throw new ArgumentException("The network has to have one input and one output per vocabulary item.", nameof(vocabulary));
        (_network, _vocabulary, _profile, _unitLength) = (network, vocabulary, profile, unitLength);
        _indexOf = new int[prior.Length];
        Array.Fill(_indexOf, -1);
        for (var v = 0; v < vocabulary.Length; v++) _indexOf[vocabulary[v]] = v;
        _prior = prior.ToArray();
        var most = prior.Length == 0 ? 0 : TensorPrimitives.Max<float>(prior);
        if (most > 0) TensorPrimitives.Divide(_prior, most, _prior);
    }

    public int ItemCount => _prior.Length;

    public void Score(in UserHistory history, Span<float> scores)
    {
        scores = scores[..ItemCount];
        var (indices, values) = Input(history);
        if (indices.Count == 0)
        {
            _prior.CopyTo(scores);
            return;
        }
        var output = new float[_vocabulary.Length];
        _network.Run(indices.ToArray(), values.ToArray(), output);
        var below = TensorPrimitives.Min<float>(output) - 2;
        for (var i = 0; i < scores.Length; i++) scores[i] = _indexOf[i] < 0 ? below + _prior[i] : output[_indexOf[i]];
    }

    /// <summary>A network does not work by items, so nothing is claimed.</summary>
    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];

    private (List<int> Indices, List<float> Values) Input(in UserHistory history)
    {
        var items = history.Items.Span;
        var weights = history.Weights.Span;
        var (indices, values) = (new List<int>(items.Length), new List<float>(items.Length));
        var squares = 0f;
        for (var p = 0; p < items.Length; p++)
        {
            if ((uint)items[p] >= (uint)_indexOf.Length || _indexOf[items[p]] < 0) continue;
            var value = _profile.Of(weights[p], p, items.Length);
            indices.Add(_indexOf[items[p]]);
            values.Add(value);
            squares += value * value;
        }
        if (_unitLength && squares > 0)
        {
            var length = MathF.Sqrt(squares);
            for (var k = 0; k < values.Count; k++) values[k] /= length;
        }
        return (indices, values);
    }
}
