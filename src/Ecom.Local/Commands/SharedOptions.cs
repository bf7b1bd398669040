using System.CommandLine;
using Ecom.Local.Web;

namespace Ecom.Local.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "Folder of the shop's state: dumps, artefacts, journal, feedback.",
        DefaultValueFactory = _ => ".ecom",
    };

    public static Option<string?> Storage() => new("--storage")
    {
        Description = "Azure storage instead of the folder: a connection string or an account URL. Journal and feedback stay in --data.",
    };

    public static Option<string> Urls() => new("--urls")
    {
        Description = "Where to serve; an address other than loopback needs a configured API key.",
        DefaultValueFactory = _ => EmbeddedWeb.DefaultUrls,
    };

    public static Option<string[]> Events() => new("--events")
    {
        Description = "Event dump: CSV, JSON Lines or Parquet, plain or .gz. May be given more than once.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<string[]> Products() => new("--products")
    {
        Description = "Product dump, likewise.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<string?> Format() => new("--format")
    {
        Description = "Preset for the columns: online-retail, rees46, movielens, generic. Without it the header decides.",
    };

    public static Option<string?> Mapping() => new("--mapping")
    {
        Description = "Mapping file for other column names; 'inspect' proposes one.",
    };

    public static Option<string?> Json() => new("--json")
    {
        Description = "Write the results to this file.",
    };

    public static Option<string?> Models() => new("--models")
    {
        Description = "Model families, separated by commas.",
    };

    public static Option<string?> Augment() => new("--augment")
    {
        Description = "Augmenters, separated by commas.",
    };

    public static IReadOnlyList<string>? Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
