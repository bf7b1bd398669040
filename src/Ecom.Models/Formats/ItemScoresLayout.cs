using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>One score per item, the same for everyone: section <c>scores</c>, f32 [items].</summary>
public sealed class ItemScoresLayout : IModelLayout
{
    public const string LayoutName = "item-scores";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections) => new ItemScoresScorer(sections.Open<float>("scores", header.Items).Span.ToArray());

    public static void Write(string directory, string family, Parameters parameters, ReadOnlySpan<float> scores)
    {
        var copy = scores.ToArray();
        ModelDirectory.Write(
            directory, new ModelHeader { Family = family, Layout = LayoutName, Items = copy.Length, Parameters = parameters },
            w => w.Add<float>("scores", copy));
    }
}
