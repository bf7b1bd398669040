using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// Item-to-item weights as sparse rows: row h holds what a history item h adds to other items. Sections <c>starts</c> i64 [items + 1], in pairs;
/// <c>pairs</c> i32 [2 · pairs], row by row first its items, ascending, then their weights, the bits of f32; <c>prior</c> f32 [items], the popularity that
/// orders what no history item reaches. Models made before have <c>items</c> i32 and <c>weights</c> f32 [pairs] in its place.
/// </summary>
public sealed class ItemItemLayout : IModelLayout
{
    public const string LayoutName = "item-item";

    public string Name => LayoutName;

    public IScorer Open(ModelHeader header, SectionReader sections)
    {
        var (rows, prior) = Read(header, sections);
        return new ItemItemScorer(rows, prior, ProfileWeighting.From(header.Scoring));
    }

    /// <summary>What <see cref="Write"/> wrote, for a fit that goes on from it.</summary>
    /// <exception cref="InputException">The directory holds no such model, or a damaged one.</exception>
    public static (ModelHeader Header, SparseRows Rows, float[] Prior, ProfileWeighting Profile) Read(string directory)
    {
        var path = Path.Combine(directory, ModelHeader.FileName);
        var header = AtomicFile.ReadJson<ModelHeader>(path);
        if (header.Format != ModelHeader.CurrentFormat || header.Layout != LayoutName)
            throw new InputException(path, null, $"format {header.Format} and layout '{header.Layout}' instead of {ModelHeader.CurrentFormat} and '{LayoutName}'.");
        using var sections = new SectionReader(directory, header.Sections);
        var (rows, prior) = Read(header, sections);
        return (header, SparseRows.Copy(rows), prior, ProfileWeighting.From(header.Scoring));
    }

    private static (ISparseRows Rows, float[] Prior) Read(ModelHeader header, SectionReader sections)
    {
        var starts = sections.Open<long>("starts", header.Items + 1L);
        ISparseRows rows = sections.Has("items") ? Apart(starts, sections) : Paired(header, starts, sections);
        for (var h = 0; h < header.Items; h++)
        {
            var row = rows.Columns(h);
            if (row.Length > 0 && (row[0] < 0 || row[^1] >= header.Items)) throw new InputException("items", null, $"an index of row {h} lies outside [0, {header.Items}).");
            for (var p = 1; p < row.Length; p++)
                if (row[p] <= row[p - 1]) throw new InputException("items", null, $"row {h} is not in ascending order.");
        }
        return (rows, sections.Open<float>("prior", header.Items).Span.ToArray());
    }

    private static MappedPairs Paired(ModelHeader header, Section<long> starts, SectionReader sections)
    {
        SparseChecks.Rows(starts.Span, starts[header.Items], "starts");
        return new MappedPairs(starts, sections.Open<int>("pairs", 2 * starts[header.Items]));
    }

    private static MappedRows Apart(Section<long> starts, SectionReader sections)
    {
        var items = sections.Open<int>("items");
        SparseChecks.Rows(starts.Span, items.Length, "starts");
        return new MappedRows(starts, items, sections.Open<float>("weights", items.Length));
    }

    /// <param name="directory">Existing; receives the model.</param>
    /// <param name="family">The family's name.</param>
    /// <param name="parameters">The fit's hyper-parameters.</param>
    /// <param name="rows">Rows with ascending items.</param>
    /// <param name="prior">Popularity by item.</param>
    /// <param name="profile">How history items are weighted.</param>
    public static void Write(
        string directory, string family, Parameters parameters, SparseRows rows, float[] prior, ProfileWeighting profile) =>
        ModelDirectory.Write(
            directory,
            new ModelHeader { Family = family, Layout = LayoutName, Items = rows.Count, Parameters = parameters, Scoring = profile.ToParameters() },
            w =>
            {
                w.Add<long>("starts", rows.Starts);
                w.Add<int>("pairs", MappedPairs.Pack(rows));
                w.Add<float>("prior", prior);
            });
}
