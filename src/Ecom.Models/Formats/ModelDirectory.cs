using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>An exported model, mapped and ready to score. Disposing it unmaps the sections: no scoring may be under way.</summary>
public sealed class ModelDirectory : IDisposable
{
    private readonly List<SectionReader> _sections;

    private ModelDirectory(ModelHeader header, List<SectionReader> sections, IScorer scorer)
    {
        Header = header;
        _sections = sections;
        Scorer = scorer;
    }

    public ModelHeader Header { get; }
    public IScorer Scorer { get; }

    /// <summary>Bytes of the sections.</summary>
    public long Bytes => _sections.Sum(s => s.Bytes);

    /// <param name="directory">Of the export.</param>
    /// <param name="factorBits">32, or 8 to score factor models in 8 bits (<see cref="QuantisedFactors"/>); parts of a composite too.</param>
    /// <exception cref="InputException">The directory holds no model this build can serve, or a damaged one.</exception>
    public static ModelDirectory Open(string directory, int factorBits = 32)
    {
        var path = Path.Combine(directory, ModelHeader.FileName);
        var header = AtomicFile.ReadJson<ModelHeader>(path);
        if (header.Format != ModelHeader.CurrentFormat)
            throw new InputException(path, null, $"format {header.Format} is not supported; this build reads format {ModelHeader.CurrentFormat}.");
        if (header.Items < 0) throw new InputException(path, null, $"{header.Items} items.");
        var sections = new List<SectionReader>();
        try
        {
            return new ModelDirectory(header, sections, OpenPart(directory, path, header, header.Items, ModelLayouts.Of(factorBits), sections));
        }
        catch
        {
            foreach (var part in sections) part.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model into an existing directory; the header comes last, so that a directory with a header is whole.</summary>
    /// <param name="directory">Holds no section of the same name yet.</param>
    /// <param name="header">Without sections.</param>
    /// <param name="write">Adds the sections.</param>
    public static void Write(string directory, ModelHeader header, Action<SectionWriter> write)
    {
        var writer = new SectionWriter(directory);
        write(writer);
        AtomicFile.WriteJson(Path.Combine(directory, ModelHeader.FileName), header with { Sections = writer.Sections });
    }

    /// <summary>Writes a composite: each part exports itself, and its files join the composite's under a prefix.</summary>
    /// <param name="directory">Existing and empty.</param>
    /// <param name="header">Without sections and parts.</param>
    /// <param name="parts">Each writes one model into the directory it is given.</param>
    /// <param name="write">Adds the composite's own sections.</param>
    public static void WriteComposite(
        string directory, ModelHeader header, IReadOnlyList<Action<string>> parts, Action<SectionWriter> write)
    {
        var headers = new List<ModelHeader>();
        for (var p = 0; p < parts.Count; p++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(directory, $"part{p}")).FullName;
            parts[p](folder);
            headers.Add(Prefixed(AtomicFile.ReadJson<ModelHeader>(Path.Combine(folder, ModelHeader.FileName)), $"part{p}-", folder, directory));
            Directory.Delete(folder, recursive: true);
        }
        Write(directory, header with { Parts = headers }, write);
    }

    public void Dispose()
    {
        foreach (var part in _sections) part.Dispose();
    }

    private static ModelHeader Prefixed(ModelHeader header, string prefix, string from, string to)
    {
        foreach (var section in header.Sections) File.Move(Path.Combine(from, section.File), Path.Combine(to, prefix + section.File));
        return header with
        {
            Sections = [.. header.Sections.Select(s => s with { File = prefix + s.File })],
            Parts = header.Parts?.Select(p => Prefixed(p, prefix, from, to)).ToArray(),
        };
    }

    private static IScorer OpenPart(string directory, string path, ModelHeader header, int items, IReadOnlyList<IModelLayout> layouts, List<SectionReader> opened)
    {
        if (header.Items != items) throw new InputException(path, null, $"a part scores {header.Items} items, the whole {items}.");
        var layout = layouts.FirstOrDefault(l => l.Name == header.Layout)
            ?? throw new InputException(path, null, $"the layout '{header.Layout}' is not known to this build.");
        var sections = new SectionReader(directory, header.Sections);
        opened.Add(sections);
        if (layout is not ICompositeLayout composite) return layout.Open(header, sections);
        var parts = (header.Parts ?? []).Select(p => OpenPart(directory, path, p, items, layouts, opened)).ToArray();
        return parts.Length > 0 ? composite.Open(header, sections, parts) : throw new InputException(path, null, "a composite without parts.");
    }
}
