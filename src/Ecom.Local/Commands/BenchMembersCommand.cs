using System.CommandLine;
using System.Globalization;
using Ecom.Domain;
using Ecom.Local.Bench;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Pipeline.Training;

namespace Ecom.Local.Commands;

/// <summary><c>bench members</c>: who was a behaviour generator trained on?</summary>
public static class BenchMembersCommand
{
    private const string Protocol =
        "A generator learns from a random half of the users; the attacker has every user's history and tells that half from the other by how likely the generator finds a user's items: as it is (likelihood), above what "
        + "shadow generators find that did not learn from the user (reference), and by the likelihood ratio of shadows with and without the user (shadows). Shadows learn from random halves of the users by the same method and ε. "
        + "95 % intervals in brackets. One run each.";

    public static Command Create()
    {
        var train = new Option<FileInfo>("--train") { Description = "Lines of 'user item [value]', plain or .gz.", Required = true };
        var epsilons = new Option<string>("--epsilon") { Description = "Comma-separated ε to learn with under differential privacy, the unit being a user; none: without.", DefaultValueFactory = _ => "none" };
        var delta = new Option<double>("--delta") { Description = "Their δ.", DefaultValueFactory = _ => 1e-5 };
        var shadows = new Option<int>("--shadows") { Description = "Generators that the attacker trains, 2 to 16.", DefaultValueFactory = _ => 8 };
        var options = new BenchOptions();
        var command = new Command("members", "Attack behaviour generators: membership inference, the unit being a user.") { train, epsilons, delta, shadows };
        foreach (var option in new Option[] { options.Augment, options.Set, options.Seed, options.Threads, options.Json, options.MarkdownFile }) command.Add(option);
        command.SetAction(async (parse, cancellation) =>
        {
            var time = TimeProvider.System;
            var start = time.GetTimestamp();
            var program = TrainerLocator.Find();
            var known = await TrainerRun.ListAsync(program, cancellation);
            var augments = BenchOptions.Names(parse.GetValue(options.Augment), known.Augments, ["vae", "gan"], "augmentation");
            options.CheckHeld(parse, augments);
            var targets = parse.GetValue(epsilons)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Epsilon).ToArray();
            var rows = new List<MembershipRow>();
            var folder = Directory.CreateTempSubdirectory("ecom-members-").FullName;
            try
            {
                foreach (var (augment, epsilon) in augments.SelectMany(a => targets.Select(e => (a, e))))
                {
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{augment}, ε {epsilon?.ToString(CultureInfo.InvariantCulture) ?? "none"}"));
                    var job = options.Job(parse, "none", augment, parse.GetValue(options.Seed)) with
                    {
                        Kind = TrainerJobKind.Membership,
                        Output = Path.Combine(folder, $"{rows.Count}"),
                        TrainFile = parse.GetValue(train)!.FullName,
                        Shadows = parse.GetValue(shadows),
                        Privacy = epsilon is { } e ? new PrivacyJob { Epsilon = e, Delta = parse.GetValue(delta) } : null,
                    };
                    var result = await TrainerRun.RunAsync(program, job, _ => { }, cancellation);
                    rows.Add(new MembershipRow(augment, epsilon, result.AugmentParameters, result.AugmentFigures, result.EvaluateSeconds));
                    // After each row, so that a command that is stopped has what it measured.
                    var report = new MembershipReport(
                        Protocol, BenchOptions.CommandLine(parse), job.Seed, time.GetElapsedTime(start).TotalSeconds,
                        $"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}", rows);
                    if (parse.GetValue(options.Json) is { } json) AtomicFile.WriteJson(json.FullName, report);
                    if (parse.GetValue(options.MarkdownFile) is { } markdown) await File.WriteAllTextAsync(markdown.FullName, report.Markdown(), cancellation);
                    if (rows.Count == augments.Count * targets.Length) await Console.Out.WriteLineAsync(report.Markdown());
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
            return CommandLine.Done;
        });
        return command;
    }

    private static double? Epsilon(string text) =>
        text == "none" ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var epsilon) ? epsilon
        : throw new InputException($"--epsilon: '{text}' is neither a number nor none.");
}
