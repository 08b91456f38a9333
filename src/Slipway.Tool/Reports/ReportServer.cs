using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Tool.Reports;

/// <summary>Serves the reports of a folder to this machine, and to nobody else.</summary>
/// <param name="folder">Holds a folder for each report.</param>
internal sealed class ReportServer(string folder) : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>Where it answers; ends with a slash.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port; 0 is any that is free.</param>
    /// <exception cref="ProblemException">The port is taken.</exception>
    public void Start(int port)
    {
        // The name in a request must be this one: a page of another site cannot reach it under a name of its own.
        Address = $"http://127.0.0.1:{(port == 0 ? FreePort() : port)}/";
        _listener.Prefixes.Add(Address);
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException e)
        {
            throw new ProblemException(ToolProblems.CannotServe(Address, e.Message));
        }
    }

    /// <summary>Answers until it is stopped.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(_listener.Stop);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // A reader that left; or the end.
            }
        }
    }

    /// <summary>The runs that have a report, newest first.</summary>
    public static IReadOnlyList<string> RunsIn(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.GetDirectories(folder).Where(run => File.Exists(Path.Combine(run, "index.html"))).Select(run => Path.GetFileName(run)).OrderDescending(StringComparer.Ordinal),
    ];

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        var path = Uri.UnescapeDataString(context.Request.Url!.AbsolutePath).TrimStart('/');
        if (context.Request.HttpMethod is not ("GET" or "HEAD"))
        {
            response.StatusCode = (int)HttpStatusCode.MethodNotAllowed;
            return;
        }

        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        var (type, content) = path.Length == 0 ? ("text/html; charset=utf-8", Encoding.UTF8.GetBytes(ListOfRuns())) : await ReadAsync(path);
        if (content is null)
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            (type, content) = ("text/plain; charset=utf-8", Encoding.UTF8.GetBytes("There is no such report.\n"));
        }

        response.ContentType = type;
        response.ContentLength64 = content.Length;
        if (context.Request.HttpMethod == "GET")
            await response.OutputStream.WriteAsync(content);
    }

    private async Task<(string Type, byte[]? Content)> ReadAsync(string path)
    {
        if (path.EndsWith('/'))
            path += "index.html";
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, path));
        if (!file.StartsWith(root, StringComparison.Ordinal) || !File.Exists(file))
            return ("", null);
        var type = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".json" => "application/json",
            _ => "text/plain; charset=utf-8",
        };
        return (type, await File.ReadAllBytesAsync(file));
    }

    private string ListOfRuns()
    {
        var text = new StringBuilder("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Reports</title><style>:root{color-scheme:light dark}body{font:16px system-ui,sans-serif;margin:2rem}</style>\n<h1>Reports</h1>\n<ul>\n");
        foreach (var run in RunsIn(folder))
            text.Append($"<li><a href=\"/{WebUtility.HtmlEncode(Uri.EscapeDataString(run))}/\">{WebUtility.HtmlEncode(run)}</a></li>\n");
        return text.Append("</ul></html>\n").ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
