using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// Candidates re-ranked by trees: sections <c>transforms</c> i32 [parts], <c>popularity</c> f32 [items] or absent, and the arrays of
/// <see cref="TreeEnsemble"/>: <c>node-starts</c>, <c>leaf-starts</c>, <c>features</c>, <c>left</c>, <c>right</c> i32, <c>thresholds</c>, <c>values</c> f32.
/// </summary>
public sealed class RankerLayout : ICompositeLayout
{
    public const string LayoutName = "ranker";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections) => throw new InputException(LayoutName, null, "a composite without parts.");

    public IScorer Open(ModelHeader header, SectionReader sections, IReadOnlyList<IScorer> parts)
    {
        int[] Ints(string name) => sections.Open<int>(name).Span.ToArray();
        float[] Floats(string name) => sections.Open<float>(name).Span.ToArray();
        var popularity = sections.Has("popularity") ? sections.Open<float>("popularity", header.Items).Span.ToArray() : null;
        var trees = new TreeEnsemble(
            Ints("node-starts"), Ints("leaf-starts"), Ints("features"), Floats("thresholds"), Ints("left"), Ints("right"), Floats("values"));
        if (!trees.IsSound(RankerFeatures.CountOf(parts, popularity is not null)))
            throw new InputException(LayoutName, null, "the trees are not sound.");
        return new RankerScorer(
            parts, FusionLayout.Transforms(sections, parts.Count), Math.Max(1, (int)header.Scoring.Number("perPart", 60)), popularity, trees);
    }

    public static void Write(
        string directory, string family, Parameters parameters, int items, IReadOnlyList<Action<string>> parts, PartTransform[] transforms,
        int perPart, float[]? popularity, TreeEnsemble trees) =>
        ModelDirectory.WriteComposite(
            directory,
            new ModelHeader
            {
                Family = family, Layout = LayoutName, Items = items, Parameters = parameters, Scoring = Parameters.None.With("perPart", perPart),
            },
            parts,
            w =>
            {
                w.Add<int>("transforms", transforms.Select(t => (int)t).ToArray());
                if (popularity is not null) w.Add<float>("popularity", popularity);
                w.Add<int>("node-starts", trees.NodeStarts);
                w.Add<int>("leaf-starts", trees.LeafStarts);
                w.Add<int>("features", trees.Features);
                w.Add<float>("thresholds", trees.Thresholds);
                w.Add<int>("left", trees.Left);
                w.Add<int>("right", trees.Right);
                w.Add<float>("values", trees.Values);
            });
}
