using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Neural.Networks;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Networks;

/// <summary>A fitted network without torch: scores in managed code.</summary>
public sealed class MlpModel : IFittedModel
{
    private readonly string _family;
    private readonly Parameters _parameters;
    private readonly MlpNetwork _network;
    private readonly int[] _vocabulary;
    private readonly float[] _prior;
    private readonly ProfileWeighting _profile;
    private readonly bool _unitLength;
    private readonly MlpScorer _scorer;

    /// <param name="family">The family's name.</param>
    /// <param name="parameters">The fit's hyper-parameters.</param>
    /// <param name="layers">Vocabulary → vocabulary.</param>
    /// <param name="vocabulary">The item of each input and output.</param>
    /// <param name="prior">Popularity by item.</param>
    /// <param name="unitLength">Whether the input is divided by its Euclidean length.</param>
    public MlpModel(
        string family, Parameters parameters, IReadOnlyList<DenseLayer> layers, ItemVocabulary vocabulary, float[] prior, bool unitLength)
    {
        (_family, _parameters, _vocabulary, _prior, _unitLength) = (family, parameters, vocabulary.Items, prior, unitLength);
        _network = new MlpNetwork([.. layers.Select(ToManaged)]);
        _profile = ProfileWeighting.Binary;
        _scorer = new MlpScorer(_network, _vocabulary, _prior, _profile, _unitLength);
    }

    public int ItemCount => _scorer.ItemCount;

    public void Score(in UserHistory history, Span<float> scores) => _scorer.Score(history, scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => _scorer.Explain(history, item, most);

    public void Export(string directory) =>
        MlpLayout.Write(directory, _family, _parameters, _network, _vocabulary, _prior, _profile, _unitLength);

    public void Dispose() { }

    /// <summary>Ecom.Neural knows no model formats, Ecom.Models no torch: here they meet.</summary>
    public static MlpLayer ToManaged(DenseLayer layer) => new(
        layer.Inputs, layer.Outputs, layer.Weights, layer.Biases, layer.Activation switch
        {
            Activation.None => MlpActivation.None,
            Activation.Tanh => MlpActivation.Tanh,
            Activation.Sigmoid => MlpActivation.Sigmoid,
            Activation.Relu => MlpActivation.Relu,
            _ => throw new ArgumentOutOfRangeException(nameof(layer)),
        });
}
