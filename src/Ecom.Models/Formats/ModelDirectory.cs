using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>An exported model, mapped and ready to score. Disposing it unmaps the sections: no scoring may be under way.</summary>
public sealed class ModelDirectory : IDisposable
{
    private readonly SectionReader _sections;

    private ModelDirectory(ModelHeader header, SectionReader sections, IScorer scorer)
    {
        Header = header;
        _sections = sections;
        Scorer = scorer;
    }

    public ModelHeader Header { get; }
    public IScorer Scorer { get; }

    /// <summary>Bytes of the sections.</summary>
    public long Bytes => _sections.Bytes;

    /// <exception cref="InputException">The directory holds no model this build can serve, or a damaged one.</exception>
    public static ModelDirectory Open(string directory)
    {
        var path = Path.Combine(directory, ModelHeader.FileName);
        var header = AtomicFile.ReadJson<ModelHeader>(path);
        if (header.Format != ModelHeader.CurrentFormat)
            throw new InputException(path, null, $"format {header.Format} is not supported; this build reads format {ModelHeader.CurrentFormat}.");
        if (header.Items < 0) throw new InputException(path, null, $"{header.Items} items.");
        var layout = ModelLayouts.All.FirstOrDefault(l => l.Name == header.Layout)
            ?? throw new InputException(path, null, $"the layout '{header.Layout}' is not known to this build.");
        var sections = new SectionReader(directory, header.Sections);
        try
        {
            return new ModelDirectory(header, sections, layout.Open(header, sections));
        }
        catch
        {
            sections.Dispose();
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

    public void Dispose() => _sections.Dispose();
}
