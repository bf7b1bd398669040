using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// Item-to-item weights as sparse rows: row h holds what a history item h adds to other items. Sections <c>starts</c> i64 [items + 1],
/// <c>items</c> i32 and <c>weights</c> f32 [pairs], ascending items within a row; <c>prior</c> f32 [items], the popularity that
/// orders what no history item reaches.
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
        return (header, rows.Copy(), prior, ProfileWeighting.From(header.Scoring));
    }

    private static (MappedRows Rows, float[] Prior) Read(ModelHeader header, SectionReader sections)
    {
        var starts = sections.Open<long>("starts", header.Items + 1L);
        var items = sections.Open<int>("items");
        SparseChecks.Rows(starts.Span, items.Length, "starts");
        SparseChecks.Indices(items, header.Items, "items");
        for (var h = 0; h < header.Items; h++)
        {
            var row = items.Slice(starts[h], (int)(starts[h + 1] - starts[h]));
            for (var p = 1; p < row.Length; p++)
                if (row[p] <= row[p - 1]) throw new InputException("items", null, $"row {h} is not in ascending order.");
        }
        return (new MappedRows(starts, items, sections.Open<float>("weights", items.Length)), sections.Open<float>("prior", header.Items).Span.ToArray());
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
                w.Add<int>("items", rows.Items);
                w.Add<float>("weights", rows.Weights);
                w.Add<float>("prior", prior);
            });
}
