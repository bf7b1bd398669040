using System.Diagnostics;
using System.Globalization;
using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Http;

/// <summary>Answers failures as problem details (RFC 9457), the same on every host.</summary>
public static partial class ApiProblems
{
    /// <summary>Writes the answer to an exception; a caller who left gets none.</summary>
    public static async Task WriteAsync(HttpContext context, Exception error, bool timedOut, ILogger logger)
    {
        if (context.RequestAborted.IsCancellationRequested && !timedOut) return;
        if (context.Response.HasStarted)
        {
            Log(context, error, logger);
            context.Abort();
            return;
        }
        switch (error)
        {
            case ApiException e:
                if (e.RetryAfter is { } after) RetryAfter(context, after);
                await WriteAsync(context, e.Status, e.Message, e.Errors);
                break;
            case InputException e:
                await WriteAsync(context, StatusCodes.Status400BadRequest, e.Message);
                break;
            case BadHttpRequestException e:
                await WriteAsync(context, e.StatusCode, e.InnerException is System.Text.Json.JsonException json ? "The body is not the JSON expected: " + json.Message : e.Message);
                break;
            case FeedbackBusyException e:
                RetryAfter(context, e.RetryAfter);
                await WriteAsync(context, StatusCodes.Status429TooManyRequests, e.Message);
                break;
            case OperationCanceledException when timedOut:
                await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The request took too long and was given up.");
                break;
            default:
                Log(context, error, logger);
                await WriteAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong here. The log has it under this trace id.");
                break;
        }
    }

    public static Task WriteAsync(HttpContext context, int status, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
            Extensions = { ["traceId"] = TraceId(context) },
        };
        if (errors is not null) problem.Extensions["errors"] = errors;
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    /// <summary>An error may tell the key that a store did not find; the log must not tell whose it is.</summary>
    private static void Log(HttpContext context, Exception error, ILogger logger)
    {
        var text = error.ToString();
        var masked = context.RequestServices.GetRequiredService<UserHashes>().Mask(context.Request, text);
        if (masked == text) LogUnexpected(logger, error, context.Request.Method, TraceId(context));
        else LogMasked(logger, context.Request.Method, TraceId(context), masked);
    }

    private static string TraceId(HttpContext context) => Activity.Current?.Id ?? context.TraceIdentifier;

    private static void RetryAfter(HttpContext context, TimeSpan after) =>
        context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} request failed (trace {TraceId}).")]
    private static partial void LogUnexpected(ILogger logger, Exception error, string method, string traceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} request failed (trace {TraceId}): {Error}")]
    private static partial void LogMasked(ILogger logger, string method, string traceId, string error);
}
