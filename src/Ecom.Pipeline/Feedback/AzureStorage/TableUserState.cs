using Azure;
using Azure.Data.Tables;
using Ecom.Domain;

namespace Ecom.Pipeline.Feedback.AzureStorage;

/// <summary>
/// User state in one table: a partition per user, whose rows are the events, newest first. One page is the whole answer, so a read is one request.
/// </summary>
public sealed class TableUserState(TableClient table, ShopId shop) : IUserState
{
    /// <summary>The name a deployment gives the table.</summary>
    public const string TableName = "userstate";

    // The service's limit of one transaction.
    private const int TransactionRows = 100;
    private const int Parallel = 8;

    // One event in so many trims its user's rows: the rest beyond the bound waits unread.
    private const int TrimEvery = 16;

    private readonly UserRows _rows = new(shop);

    public async Task<UserStateEntry> GetAsync(string userKey, CancellationToken cancellation = default)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {_rows.Partition(userKey)}");
        var pages = table.QueryAsync<TableEntity>(filter, IUserState.MaximumEvents, cancellationToken: cancellation).AsPages();
        try
        {
            await foreach (var page in pages.WithCancellation(cancellation)) return UserRows.Read(page.Values);
        }
        catch (RequestFailedException e) when (IsTableMissing(e))
        {
            // Nothing was ever written.
        }

        return UserStateEntry.Empty;
    }

    public async Task ApplyAsync(IReadOnlyList<ShopEvent> events, CancellationToken cancellation = default)
    {
        var users = events
            .Select(e => (Key: UserKeys.Of(e), Event: e))
            .Where(pair => pair.Key is not null)
            .GroupBy(pair => pair.Key!, pair => pair.Event);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation };
        await System.Threading.Tasks.Parallel.ForEachAsync(users, options, async (user, token) =>
        {
            var partition = _rows.Partition(user.Key);
            // A transaction takes a row once.
            var rows = user.Select(e => UserRows.Write(partition, e)).DistinctBy(row => row.RowKey).ToArray();
            foreach (var chunk in rows.Chunk(TransactionRows))
                await SendAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), token);
            if (rows.Any(row => UserRows.Draw(row.RowKey) % TrimEvery == 0)) await TrimAsync(partition, token);
        });
    }

    public async Task<FeedbackPosition> GetCheckpointAsync(CancellationToken cancellation = default) =>
        (await ReadCheckpointAsync(cancellation))?.Position ?? FeedbackPosition.Start;

    public async Task SetCheckpointAsync(FeedbackPosition position, CancellationToken cancellation = default)
    {
        while (true)
        {
            var present = await ReadCheckpointAsync(cancellation);
            if (present is { } p && p.Position >= position) return;
            try
            {
                var row = _rows.Checkpoint(position);
                if (present is null) await EnsureAsync(() => table.AddEntityAsync(row, cancellation), cancellation);
                else await table.UpdateEntityAsync(row, present.Value.ETag, TableUpdateMode.Replace, cancellation);
                return;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Another instance moved it in between.
            }
        }
    }

    private async Task<(FeedbackPosition Position, ETag ETag)?> ReadCheckpointAsync(CancellationToken cancellation)
    {
        try
        {
            var row = _rows.Checkpoint(default);
            var found = await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
            if (!found.HasValue) return null;
            return FeedbackPosition.TryParse(found.Value!.GetString(UserRows.Position), out var position) ? (position, found.Value.ETag) : null;
        }
        catch (RequestFailedException e) when (IsTableMissing(e))
        {
            return null;
        }
    }

    private async Task TrimAsync(string partition, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        var keys = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation)) keys.Add(row);
        foreach (var chunk in keys.Skip(IUserState.MaximumEvents).Chunk(TransactionRows))
        {
            try
            {
                await SendAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return; // Another instance trims the same user.
            }
        }
    }

    private Task<Response<IReadOnlyList<Response>>> SendAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellation) =>
        EnsureAsync(() => table.SubmitTransactionAsync(actions, cancellation), cancellation);

    private async Task<T> EnsureAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        try
        {
            return await act();
        }
        catch (RequestFailedException e) when (IsTableMissing(e))
        {
            await table.CreateIfNotExistsAsync(cancellation);
            return await act();
        }
    }

    private static bool IsTableMissing(RequestFailedException e) => e.Status == 404 && e.ErrorCode == "TableNotFound";
}
