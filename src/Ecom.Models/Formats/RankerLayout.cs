using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// Candidates re-ranked by trees: sections <c>transforms</c> i32 [parts], <c>popularity</c> f32 [items] or absent, and those of <see cref="TreeSections"/>.
/// </summary>
public sealed class RankerLayout : ICompositeLayout
{
    public const string LayoutName = "ranker";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections) => throw new InputException(LayoutName, null, "a composite without parts.");

    public IScorer Open(ModelHeader header, SectionReader sections, IReadOnlyList<IScorer> parts)
    {
        var popularity = sections.Has("popularity") ? sections.Open<float>("popularity", header.Items).Span.ToArray() : null;
        var trees = TreeSections.Read(sections, RankerFeatures.CountOf(parts, popularity is not null), LayoutName);
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
                TreeSections.Write(w, trees);
            });
}
