using System.Runtime.CompilerServices;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>
/// Lists for many customers on all cores, some hundred in memory at a time. One model makes them all, whatever is promoted meanwhile; experiments take no part, and nothing is
/// noted as shown: nobody has seen these lists yet.
/// </summary>
public sealed class BatchLists(SnapshotHolder holder, VisitorEvents visitors, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    private const int AtOnce = 256;

    /// <param name="users">Ids; read as the lists are made.</param>
    /// <param name="request">What the lists may show.</param>
    /// <param name="cancellation">Stops between lists.</param>
    /// <returns>In the order of <paramref name="users"/>.</returns>
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public async IAsyncEnumerable<UserList> MakeAsync(IEnumerable<string> users, ListRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var n = request.Validate(options.Value);
        using var lease = holder.Acquire();
        foreach (var some in users.Chunk(AtOnce))
        {
            var lists = new UserList[some.Length];
            await Parallel.ForAsync(0, some.Length, cancellation, async (k, stop) => lists[k] = await MakeAsync(lease.Model, some[k], request, n, stop));
            foreach (var list in lists) yield return list;
        }
    }

    private async Task<UserList> MakeAsync(ServedModel model, string userId, ListRequest request, int n, CancellationToken cancellation)
    {
        var recent = await visitors.ReadAsync(userId, null, cancellation);
        var user = HistoryBuilder.Build(model, userId, recent, options.Value.Weights);
        var list = PersonalList.Make(model, user, request.Filter, n, ids.Next(), time.GetUtcNow());
        return new UserList(userId, !user.IsCold, list.ListId, list.ModelVersion, list.RulesVersion, list.Items);
    }
}
