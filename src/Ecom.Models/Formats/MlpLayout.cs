using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// A network from histories to item scores. Sections <c>vocabulary</c> i32 [width]: the item of each input and output; <c>shape</c> i32 [3 × layers]:
/// inputs, outputs and activation of each layer; <c>weights0</c> f32 [outputs × inputs], <c>biases0</c> f32 [outputs] and so on; <c>prior</c> f32 [items].
/// </summary>
public sealed class MlpLayout : IModelLayout
{
    public const string LayoutName = "mlp";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections)
    {
        var shape = sections.Open<int>("shape").Span;
        if (shape.Length == 0 || shape.Length % 3 != 0) throw new InputException("shape", null, $"{shape.Length} numbers are no list of layers.");
        var layers = new List<MlpLayer>();
        for (var l = 0; l < shape.Length / 3; l++)
        {
            var (inputs, outputs, activation) = (shape[3 * l], shape[3 * l + 1], (MlpActivation)shape[3 * l + 2]);
            if (inputs < 1 || outputs < 1 || !Enum.IsDefined(activation)) throw new InputException("shape", null, $"layer {l} has no valid shape.");
            layers.Add(new MlpLayer(
                inputs, outputs, sections.Open<float>($"weights{l}", (long)inputs * outputs).Span.ToArray(),
                sections.Open<float>($"biases{l}", outputs).Span.ToArray(), activation));
        }
        var vocabulary = sections.Open<int>("vocabulary");
        SparseChecks.Indices(vocabulary, header.Items, "vocabulary");
        try
        {
            return new MlpScorer(
                new MlpNetwork(layers), vocabulary.Span.ToArray(), sections.Open<float>("prior", header.Items).Span.ToArray(),
                ProfileWeighting.From(header.Scoring), header.Scoring.Number("unitLength", 0) != 0);
        }
        catch (ArgumentException e)
        {
            throw new InputException("shape", null, e.Message, e);
        }
    }

    /// <param name="directory">Existing; receives the model.</param>
    /// <param name="family">The family's name.</param>
    /// <param name="parameters">The fit's hyper-parameters.</param>
    /// <param name="network">Vocabulary → vocabulary.</param>
    /// <param name="vocabulary">The item of each input and output.</param>
    /// <param name="prior">Popularity by item.</param>
    /// <param name="profile">How history items are weighted.</param>
    /// <param name="unitLength">Whether the input is divided by its Euclidean length.</param>
    public static void Write(
        string directory, string family, Parameters parameters, MlpNetwork network, int[] vocabulary, float[] prior, ProfileWeighting profile,
        bool unitLength) =>
        ModelDirectory.Write(
            directory,
            new ModelHeader
            {
                Family = family,
                Layout = LayoutName,
                Items = prior.Length,
                Parameters = parameters,
                Scoring = profile.ToParameters().With("unitLength", unitLength ? 1 : 0),
            },
            w =>
            {
                w.Add<int>("shape", network.Layers.SelectMany(l => (int[])[l.Inputs, l.Outputs, (int)l.Activation]).ToArray());
                w.Add<int>("vocabulary", vocabulary);
                w.Add<float>("prior", prior);
                for (var l = 0; l < network.Layers.Count; l++)
                {
                    w.Add<float>($"weights{l}", network.Layers[l].Weights);
                    w.Add<float>($"biases{l}", network.Layers[l].Biases);
                }
            });
}
