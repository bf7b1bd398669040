using System.CommandLine;
using System.Globalization;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;

namespace Ecom.Local.Bench;

/// <summary>The options all bench commands share.</summary>
internal sealed class BenchOptions
{
    public Option<string?> Models { get; } = new("--models") { Description = "Comma-separated models; without it all of them race." };
    public Option<string?> Augment { get; } = new("--augment") { Description = "Comma-separated augmentations; without it 'none' and, where there is one, 'auto'." };
    public Option<string?> Set { get; } = new("--set") { Description = "Comma-separated settings of the models, name=value, that are held instead of searched, such as negatives=64; with an augmentation's name before it, one of that: vae.weight=0.3." };
    public Option<int> Seed { get; } = new("--seed") { Description = "Every random draw derives from it.", DefaultValueFactory = _ => 1 };
    public Option<int> Trials { get; } = new("--trials") { Description = "Settings tried per row at most.", DefaultValueFactory = _ => 25 };
    public Option<double> Budget { get; } = new("--budget") { Description = "Seconds of search per row at most.", DefaultValueFactory = _ => 40 };
    public Option<int> Threads { get; } = new("--threads") { Description = "Threads of a trainer.", DefaultValueFactory = _ => Environment.ProcessorCount };
    public Option<double> Memory { get; } = new("--memory") { Description = "GiB a fit may be estimated to need; above it a model is left out.", DefaultValueFactory = _ => 8 };
    public Option<FileInfo?> Json { get; } = new("--json") { Description = "Write the report here." };
    public Option<FileInfo?> MarkdownFile { get; } = new("--markdown") { Description = "Write the table here." };
    public Option<DirectoryInfo?> Keep { get; } = new("--keep") { Description = "Keep the trainers' folders (models, per-user metrics) here." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Models, Augment, Set, Seed, Trials, Budget, Threads, Memory, Json, MarkdownFile, Keep }) command.Add(option);
    }

    /// <summary>The command as a report names it: without the folders of this machine.</summary>
    public static string CommandLine(ParseResult parse) =>
        "ecom " + string.Join(' ', parse.Tokens.Select(t => Path.IsPathRooted(t.Value) ? Path.GetFileName(t.Value) : t.Value));

    /// <summary>What each row's search is allowed, for the report.</summary>
    public string Tuning(ParseResult parse) => string.Create(
        CultureInfo.InvariantCulture, $"at most {parse.GetValue(Trials)} settings or {parse.GetValue(Budget):0} s a row, on validation only");

    /// <summary>One row's job, without what only its protocol knows.</summary>
    public TrainerJob Job(ParseResult parse, string model, string augment, int seed) => new()
    {
        Kind = TrainerJobKind.TopN,
        Model = model,
        Augment = augment,
        Input = "",
        Output = "",
        Seed = seed,
        Threads = parse.GetValue(Threads),
        BudgetSeconds = parse.GetValue(Budget),
        MaximumTrials = parse.GetValue(Trials),
        MemoryLimitBytes = (long)(parse.GetValue(Memory) * (1L << 30)),
        ModelParameters = Held(parse.GetValue(Set), null),
        AugmentParameters = Held(parse.GetValue(Set), augment),
    };

    /// <exception cref="InputException">A setting is to be held of an augmentation that is not among those that race.</exception>
    public void CheckHeld(ParseResult parse, IReadOnlyList<string> augments)
    {
        foreach (var pair in (parse.GetValue(Set) ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var name = pair.Split('=')[0];
            if (name.IndexOf('.') is > 0 and var dot && !augments.Contains(name[..dot]))
                throw new InputException($"--set: '{name}' is a setting of '{name[..dot]}', which is not among the augmentations: {string.Join(", ", augments)}.");
        }
    }

    /// <summary>Settings with that augmentation's name before them, or those without one.</summary>
    private static Parameters? Held(string? given, string? augment)
    {
        if (given is null) return null;
        var held = Parameters.None;
        foreach (var pair in given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts is not [{ Length: > 0 } name, { Length: > 0 } value] || name[0] == '.' || name[^1] == '.') throw new InputException($"--set: '{pair}' is not name=value.");
            var dot = name.IndexOf('.');
            if ((dot < 0 ? null : name[..dot]) != augment) continue;
            name = name[(dot + 1)..];
            held = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? held.With(name, number) : held.With(name, value);
        }
        return held.Values.Count > 0 ? held : null;
    }

    /// <exception cref="InputException">A name is not known.</exception>
    public static IReadOnlyList<string> Names(string? given, IReadOnlyList<string> known, IReadOnlyList<string> otherwise, string what)
    {
        if (given is null) return otherwise;
        var names = given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.FirstOrDefault(n => !known.Contains(n));
        if (names.Length == 0) throw new InputException($"No {what} is named.");
        return unknown is null ? names : throw new InputException($"There is no {what} '{unknown}'; there are {string.Join(", ", known)}.");
    }
}
