using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>Several models added up: sections <c>transforms</c> i32 and <c>weights</c> f32, one number a part.</summary>
public sealed class FusionLayout : ICompositeLayout
{
    public const string LayoutName = "fusion";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections) => throw new InputException(LayoutName, null, "a composite without parts.");

    public IScorer Open(ModelHeader header, SectionReader sections, IReadOnlyList<IScorer> parts) => new FusionScorer(
        parts, Transforms(sections, parts.Count), sections.Open<float>("weights", parts.Count).Span.ToArray());

    public static void Write(
        string directory, string family, Parameters parameters, int items, IReadOnlyList<Action<string>> parts, PartTransform[] transforms, float[] weights) =>
        ModelDirectory.WriteComposite(
            directory, new ModelHeader { Family = family, Layout = LayoutName, Items = items, Parameters = parameters }, parts,
            w =>
            {
                w.Add<int>("transforms", transforms.Select(t => (int)t).ToArray());
                w.Add<float>("weights", weights);
            });

    internal static PartTransform[] Transforms(SectionReader sections, int parts)
    {
        var transforms = sections.Open<int>("transforms", parts).Span.ToArray().Select(t => (PartTransform)t).ToArray();
        return transforms.All(Enum.IsDefined) ? transforms : throw new InputException("transforms", null, "an unknown transform.");
    }
}
