using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// A sequence transformer: sections <c>item-states</c> f32 [items × width], <c>positions</c> f32 [length × width], <c>norm</c> f32 [2 × width], <c>prior</c> f32
/// [items], and per block b the arrays of <see cref="TransformerBlock"/> as <c>block{b}-…</c>.
/// </summary>
public sealed class TransformerLayout : IModelLayout
{
    public const string LayoutName = "transformer";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections)
    {
        int width = (int)header.Scoring.Number("width", 0), heads = (int)header.Scoring.Number("heads", 1);
        int length = (int)header.Scoring.Number("length", 0), blocks = (int)header.Scoring.Number("blocks", 0);
        if (width < 1 || heads < 1 || width % heads != 0 || length < 1 || blocks is < 1 or > 64)
            throw new InputException(LayoutName, null, "the header's shape makes no transformer.");
        float[] Read(string name, long size) => sections.Open<float>(name, size).Span.ToArray();
        long square = (long)width * width;
        return new TransformerScorer(
            new TransformerWeights
            {
                Width = width,
                Heads = heads,
                Length = length,
                Items = Read("item-states", (long)header.Items * width),
                Positions = Read("positions", (long)length * width),
                Norm = Read("norm", 2L * width),
                Blocks =
                [
                    .. Enumerable.Range(0, blocks).Select(b => new TransformerBlock(
                        Read($"block{b}-attention-norm", 2L * width), Read($"block{b}-attention", 4 * square), Read($"block{b}-attention-bias", 4L * width),
                        Read($"block{b}-forward-norm", 2L * width), Read($"block{b}-forward", 2 * square), Read($"block{b}-forward-bias", 2L * width))),
                ],
            },
            Read("prior", header.Items));
    }

    public static void Write(string directory, string family, Parameters parameters, TransformerWeights weights, float[] prior) =>
        ModelDirectory.Write(
            directory,
            new ModelHeader
            {
                Family = family,
                Layout = LayoutName,
                Items = prior.Length,
                Parameters = parameters,
                Scoring = Parameters.None.With("width", weights.Width).With("heads", weights.Heads).With("length", weights.Length).With("blocks", weights.Blocks.Count),
            },
            w =>
            {
                w.Add<float>("item-states", weights.Items);
                w.Add<float>("positions", weights.Positions);
                w.Add<float>("norm", weights.Norm);
                w.Add<float>("prior", prior);
                for (var b = 0; b < weights.Blocks.Count; b++)
                {
                    var block = weights.Blocks[b];
                    w.Add<float>($"block{b}-attention-norm", block.AttentionNorm);
                    w.Add<float>($"block{b}-attention", block.Attention);
                    w.Add<float>($"block{b}-attention-bias", block.AttentionBias);
                    w.Add<float>($"block{b}-forward-norm", block.ForwardNorm);
                    w.Add<float>($"block{b}-forward", block.Forward);
                    w.Add<float>($"block{b}-forward-bias", block.ForwardBias);
                }
            });
}
