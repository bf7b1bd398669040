using Ecom.Data.Ingest;
using Ecom.Domain;

namespace Ecom.Local.Hosting;

/// <summary>The dumps named on the command line.</summary>
internal sealed record DumpFiles(IReadOnlyList<DumpFile> All)
{
    /// <exception cref="InputException">A file is missing, two have one name, or format and mapping are both given.</exception>
    public static DumpFiles From(IEnumerable<string> events, IEnumerable<string> products, string? format, string? mapping)
    {
        if (format is not null && mapping is not null) throw new InputException("Give --format or --mapping, not both.");
        var given = mapping is null ? null : DumpMapping.Read(mapping);
        var all = new List<DumpFile>();
        foreach (var (files, kind) in new[] { (events, DumpKind.Events), (products, DumpKind.Products) })
        {
            foreach (var file in files)
            {
                if (!File.Exists(file)) throw new InputException(file, null, "there is no such file.");
                // A named format becomes a mapping beside the dump, so that whoever reads the dump later reads it the same way.
                var chosen = given ?? (format is null ? null : DumpInspector.Map(Request(file, kind) with { Preset = format }));
                all.Add(new DumpFile(file, kind, chosen));
            }
        }
        if (all.Count == 0) throw new InputException("Give at least one --events file.");
        if (all.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException($"Two dumps are named {twice.Key}: rename one, a dump is known by its name.");
        return new DumpFiles(all);
    }

    public static IngestRequest Request(string file, DumpKind? kind) => new()
    {
        SourceFile = file,
        SourceName = Path.GetFileName(file),
        Kind = kind,
        OutputDirectory = Path.GetTempPath(),
        Now = TimeProvider.System.GetUtcNow(),
    };
}
