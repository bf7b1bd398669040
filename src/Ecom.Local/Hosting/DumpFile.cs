using System.Text;
using Ecom.Data.Ingest;

namespace Ecom.Local.Hosting;

/// <summary>One dump named on the command line.</summary>
/// <param name="Local">Where it is.</param>
/// <param name="Kind">What the command line says it holds.</param>
/// <param name="Mapping">What the command line says of its columns, or null.</param>
internal sealed record DumpFile(string Local, DumpKind Kind, DumpMapping? Mapping)
{
    /// <summary>Its name in the dumps container.</summary>
    public string Name => Path.GetFileName(Local);

    /// <summary>The mapping to lay beside it, or null.</summary>
    public byte[]? MappingText => Mapping is null ? null : Encoding.UTF8.GetBytes(Mapping.ToJson());
}
