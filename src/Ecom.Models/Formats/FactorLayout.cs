using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>Item factors with fold-in of the user: sections <c>factors</c> f32 [items × dimensions], <c>bias</c> and <c>prior</c> f32 [items].</summary>
/// <param name="bits">Of the factors that scores are computed from: 32, or 8 (quantised when opened; what is stored stays as it is).</param>
public sealed class FactorLayout(int bits = 32) : IModelLayout
{
    public const string LayoutName = "factors";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections)
    {
        var (factors, bias, prior) = Read(header, sections);
        return new FactorScorer(factors, bias, prior, FactorSettings.From(header.Scoring), bits);
    }

    /// <summary>What <see cref="Write"/> wrote, for a fit that goes on from it.</summary>
    /// <exception cref="InputException">The directory holds no such model, or a damaged one.</exception>
    public static (ModelHeader Header, float[] Factors, float[] Prior, FactorSettings Settings) Read(string directory)
    {
        var path = Path.Combine(directory, ModelHeader.FileName);
        var header = AtomicFile.ReadJson<ModelHeader>(path);
        if (header.Format != ModelHeader.CurrentFormat || header.Layout != LayoutName)
            throw new InputException(path, null, $"format {header.Format} and layout '{header.Layout}' instead of {ModelHeader.CurrentFormat} and '{LayoutName}'.");
        using var sections = new SectionReader(directory, header.Sections);
        var (factors, _, prior) = Read(header, sections);
        return (header, factors, prior, FactorSettings.From(header.Scoring));
    }

    private static (float[] Factors, float[] Bias, float[] Prior) Read(ModelHeader header, SectionReader sections)
    {
        var factors = sections.Open<float>("factors");
        if (header.Items == 0 || factors.Length == 0 || factors.Length % header.Items != 0)
            throw new InputException("factors", null, $"{factors.Length} numbers are no factors of {header.Items} items.");
        return (
            factors.Span.ToArray(), sections.Open<float>("bias", header.Items).Span.ToArray(),
            sections.Open<float>("prior", header.Items).Span.ToArray());
    }

    public static void Write(
        string directory, string family, Parameters parameters, float[] factors, float[] bias, float[] prior, FactorSettings settings) =>
        ModelDirectory.Write(
            directory,
            new ModelHeader { Family = family, Layout = LayoutName, Items = prior.Length, Parameters = parameters, Scoring = settings.ToParameters() },
            w =>
            {
                w.Add<float>("factors", factors);
                w.Add<float>("bias", bias);
                w.Add<float>("prior", prior);
            });
}
