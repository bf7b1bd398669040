using System.CommandLine;
using Ecom.Local.Bench;
using Ecom.Local.Hosting;
using Ecom.Models.Jobs;

namespace Ecom.Local.Commands;

/// <summary><c>bench time</c>: a dump split by global time, as the pipeline's refresh splits it.</summary>
public static class BenchTimeCommand
{
    private const string Protocol =
        "Global time split of a cleaned dump, 70 / 10 / 10 / 10 % of the interactions: fitted on the first part, settings chosen for NDCG@20 on the second, "
        + "measured once on the last, ranked from everything before it; full ranking over all items, items of the history removed, averaged over users with a "
        + "test item, cold ones included.";

    public static Command Create()
    {
        var events = SharedOptions.Events();
        events.Required = true;
        var products = SharedOptions.Products();
        var format = SharedOptions.Format();
        var mapping = SharedOptions.Mapping();
        var options = new BenchOptions();
        var command = new Command("time", "Split a dump by global time, tune on validation, measure once on test.") { events, products, format, mapping };
        options.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var work = Directory.CreateTempSubdirectory("ecom-bench-time-").FullName;
            try
            {
                // Once, and inside the command's own handling of input that cannot be used.
                var folds = new Lazy<string>(() => TimeSplit.Build(
                    DumpFiles.From(parse.GetValue(events)!, parse.GetValue(products) ?? [], parse.GetValue(format), parse.GetValue(mapping)), work, cancellation));
                return await BenchCommand.RunAsync(
                    parse, options, Protocol, ["precision@20", "recall@20", "mrr@20", "ndcg@20"], ["test"],
                    job => [job with { Kind = TrainerJobKind.Search, Input = folds.Value }],
                    (_, row) => row, TimeProvider.System, cancellation);
            }
            finally
            {
                Directory.Delete(work, recursive: true);
            }
        });
        return command;
    }
}
